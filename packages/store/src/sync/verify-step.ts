/** Checks one commit of the chain against everything that this device knows. `specs/vault-commit.md` §4. */
import {
  type Commit,
  CryptoError,
  parseCommit,
  type Roster,
  signingDevice,
  verifySignature,
} from '@nornos/crypto/verify'
import { equalBytes, toHex } from '@nornos/std'
import type { StateLeaves } from '../objects/state-leaves.ts'
import { bytesToText } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'
import type { LastSeen } from './last-seen.ts'

export interface ChainKnowledge {
  readonly vaultId: string
  /** Of the step that was seen last. */
  readonly epoch: number
  readonly seen: LastSeen
  /** Oldest first; all of this vault and signed by its root key. */
  readonly rosters: readonly Roster[]
  readonly leaves: StateLeaves
}

/** The commit, or an AlarmError. It follows what was seen, a device of the vault signed it, and its root holds. */
export async function verifyStep(bytes: Uint8Array, known: ChainKnowledge): Promise<Commit> {
  const evidence = [known.seen.commit, bytesToText(bytes)]
  const commit = await parse(bytes, evidence)
  const { seen, vaultId, epoch } = known
  if (commit.vaultId !== vaultId || commit.number !== seen.n + 1 || toHex(commit.previous) !== seen.head) {
    throw new AlarmError('fork', evidence)
  }
  if (commit.epoch !== epoch + (commit.isRotation ? 1 : 0)) throw new AlarmError('rollback', evidence)
  await checkSigner(commit, known.rosters, evidence)
  for (const { objectId, version } of commit.changes) {
    if (version !== (known.leaves.get(objectId)?.version ?? 0) + 1) throw new AlarmError('rollback', evidence)
  }
  const root = await known.leaves.rootAfter(commit.changes)
  if (!equalBytes(root, commit.stateRoot)) throw new AlarmError('altered_object', evidence)
  return commit
}

async function parse(bytes: Uint8Array, evidence: readonly string[]): Promise<Commit> {
  try {
    return await parseCommit(bytes)
  } catch (cause) {
    throw new AlarmError('fork', evidence, { cause })
  }
}

/**
 * A commit names the roster it was made under, and that is of the commit's epoch: who was taken out of a vault is in no
 * roster of a later one.
 */
export async function checkSigner(
  commit: Commit,
  rosters: readonly Roster[],
  evidence: readonly string[],
): Promise<void> {
  const roster = rosters.find(({ hash }) => equalBytes(hash, commit.rosterHash))
  const device = roster?.epoch === commit.epoch ? signingDevice(roster, commit.deviceId, commit.time) : null
  if (device === null) throw new AlarmError('unknown_device', evidence)
  try {
    await verifySignature('commit', device.publicKey, commit.signedBytes, commit.signature)
  } catch (cause) {
    if (cause instanceof CryptoError) throw new AlarmError('unknown_device', evidence, { cause })
    throw cause
  }
}
