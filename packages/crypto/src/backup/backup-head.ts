/** The first entry of a backup: which vault, and where its chain stood. `specs/vault-commit.md` §6. */
import { type Bytes, canonicalJson, fromHex, fromUtf8, toHex, utf8, uuidToBytes } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'

export interface BackupHead {
  readonly vaultId: string
  /** Number of the last commit. */
  readonly number: number
  /** Its SHA-256. */
  readonly head: Bytes
  readonly rosterNumber: number
  /** Milliseconds UTC. */
  readonly madeAt: number
}

export function encodeBackupHead({ vaultId, number, head, rosterNumber, madeAt }: BackupHead): Bytes {
  const at = new Date(madeAt).toISOString()
  return utf8(canonicalJson({ v: 1, vaultId, number, head: toHex(head), rosterNumber, madeAt: at }))
}

/** Throws `malformed` for anything but the canonical bytes, and `unsupported` for a later version. */
export function parseBackupHead(bytes: Bytes): BackupHead {
  const members = jsonOf(bytes)
  if (members['v'] !== 1) throw new CryptoError(members['v'] === undefined ? 'malformed' : 'unsupported')
  const head = {
    vaultId: text(members['vaultId']),
    number: count(members['number']),
    head: fromHex(text(members['head'])) ?? new Uint8Array(),
    rosterNumber: count(members['rosterNumber']),
    madeAt: Date.parse(text(members['madeAt'])),
  }
  const isWhole = uuidToBytes(head.vaultId) !== null && head.head.length === 32 && head.madeAt >= 0
  if (!isWhole || toHex(encodeBackupHead(head)) !== toHex(bytes)) throw new CryptoError('malformed')
  return head
}

function jsonOf(bytes: Bytes): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes) ?? '')
    if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value))
  } catch (cause) {
    throw new CryptoError('malformed', { cause })
  }
  throw new CryptoError('malformed')
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new CryptoError('malformed')
  return value
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw new CryptoError('malformed')
  return value
}
