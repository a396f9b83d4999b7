/** What each entry of a backup must be. For this folder alone; read backup-reader.ts first. */
import { type Bytes, equalBytes, fromHex, fromUtf8, toHex, utf8 } from '@nornos/std'
import { type Commit, parseCommit } from '../format/commit.ts'
import { parseObjectHeader } from '../format/object-header.ts'
import type { Roster } from '../format/roster.ts'
import { isSignatureValid } from '../format/signature.ts'
import { parseSlot, type Slot } from '../format/slot.ts'
import type { Leaf } from '../format/state-root.ts'
import { signingDevice } from '../format/verify-commit.ts'
import { checkRosterSuccession, verifyRoster } from '../format/verify-roster.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { type BackupHead, parseBackupHead } from './backup-head.ts'
import { parseLeaves } from './leaves.ts'
import type { TarEntry } from './tar.ts'

/** What is wrong, and where. Codes are stable. */
export interface BackupFault {
  readonly code: /** Not the bytes of what the name says, or out of order. */
    | 'malformed'
    /** The archive ends before it is complete. */
    | 'cut-short'
    | 'not-signed'
    /** Does not follow from what stands before it. */
    | 'chain-broken'
    | 'hash-differs'
    | 'state-root-differs'
    | 'missing'
    /** Nothing names it. */
    | 'not-listed'
  /** Name of the entry. */
  readonly place: string
}

export interface BackupBlob {
  readonly hash: Bytes
  readonly size: number
  readonly epoch: number
}

export interface HashedEntry extends TarEntry {
  /** SHA-256 of its bytes. */
  readonly hash: Bytes
}

type WithBytes<Value> = Value & { readonly bytes: Bytes }

/** What has been read so far. */
export interface Reading {
  /** SHA-256 of every entry but blobs, which have it in their name. */
  readonly sums: Map<string, Bytes>
  readonly fault: (code: BackupFault['code'], place: string) => void
  readonly onBlob: (name: string, bytes: Bytes) => Promise<void>
  head: BackupHead | null
  readonly rosters: WithBytes<Roster>[]
  readonly slots: WithBytes<Slot>[]
  readonly commits: WithBytes<Commit>[]
  readonly bucketHashes: Bytes[]
  readonly leaves: Leaf[]
  readonly leavesByBlob: Map<string, Leaf>
  readonly blobs: Map<string, BackupBlob>
}

/** As `sha256sum` writes and checks it. */
export const sumsName = 'SHA256SUMS'

type Take = (reading: Reading, entry: HashedEntry) => Promise<void>

/** In the order in which they stand in the archive. Each throws CryptoError for what is not what its name says. */
export const takeEntry: Readonly<Record<string, Take>> = {
  head: async (reading, { bytes }) => {
    reading.head = parseBackupHead(bytes)
  },
  rosters: takeRoster,
  slots: takeSlot,
  commits: takeCommit,
  state: takeBucket,
  [sumsName]: takeSums,
  blobs: takeBlob,
}

async function takeRoster({ head, rosters }: Reading, { bytes, name }: TarEntry): Promise<void> {
  const last = rosters.at(-1) ?? null
  const pin = { vaultId: head?.vaultId ?? '', rootPublicKey: last?.rootPublicKey ?? null }
  const roster = await verifyRoster(bytes, pin)
  checkRosterSuccession(last, roster)
  if (name !== `rosters/${roster.number}`) throw new CryptoError('malformed')
  rosters.push({ ...roster, bytes })
}

async function takeSlot(reading: Reading, { bytes, name }: TarEntry): Promise<void> {
  const slot = parseSlot(bytes)
  const roster = reading.rosters.at(-1)
  if (name !== `slots/${slot.slotId}` || slot.vaultId !== reading.head?.vaultId) {
    throw new CryptoError('malformed')
  }
  const entry = roster?.slots.find(({ id }) => id === slot.slotId)
  const isListed = entry?.kind === slot.kind && equalBytes(entry.publicKey, slot.publicKey)
  if (isListed && slot.epoch === roster?.epoch) reading.slots.push({ ...slot, bytes })
  else reading.fault('not-listed', name)
}

async function takeCommit(reading: Reading, { bytes, name }: TarEntry): Promise<void> {
  const { commits, head, rosters } = reading
  const commit = await parseCommit(bytes)
  if (name !== `commits/${commit.number}` || commit.vaultId !== head?.vaultId) {
    throw new CryptoError('malformed')
  }
  const last = commits.at(-1)
  if (last && !follows(commit, last)) reading.fault('chain-broken', name)
  if (!(await isSigned(commit, rosters))) reading.fault('not-signed', name)
  commits.push({ ...commit, bytes })
}

function follows(commit: Commit, last: Commit): boolean {
  const isNext = commit.number === last.number + 1 && equalBytes(commit.previous, last.head)
  return isNext && commit.epoch === last.epoch + Number(commit.isRotation)
}

async function isSigned(commit: Commit, rosters: readonly Roster[]): Promise<boolean> {
  const roster = rosters.find(({ hash }) => equalBytes(hash, commit.rosterHash))
  const device = roster && signingDevice(roster, commit.deviceId, commit.time)
  if (!device) return false
  return isSignatureValid('commit', device.publicKey, commit.signedBytes, commit.signature)
}

async function takeBucket(reading: Reading, { bytes, hash, name }: HashedEntry): Promise<void> {
  const bucket = reading.bucketHashes.length
  if (name !== `state/${bucket.toString(16).padStart(2, '0')}`) throw new CryptoError('malformed')
  reading.bucketHashes.push(hash)
  for (const leaf of parseLeaves(bytes, bucket)) {
    reading.leaves.push(leaf)
    reading.leavesByBlob.set(toHex(leaf.blobHash), leaf)
  }
}

/** Finds what nothing else covers: the sealed parts of openers, and the label. */
async function takeSums({ fault, sums }: Reading, { bytes }: TarEntry): Promise<void> {
  const lines = new Set(fromUtf8(bytes)?.split('\n'))
  const wrong = [...sums].filter(([name, hash]) => !lines.has(sumLine(name, hash)))
  for (const [name] of wrong) fault('hash-differs', name)
  // Nothing but these lines, and the empty end of the last one.
  if (wrong.length === 0 && lines.size !== sums.size + 1) throw new CryptoError('malformed')
}

function sumLine(name: string, hash: Bytes): string {
  return `${toHex(hash)}  ${name}`
}

/** Of all entries that stand before it. */
export function encodeSums(sums: ReadonlyMap<string, Bytes>): Bytes {
  return utf8([...sums].map(([name, hash]) => `${sumLine(name, hash)}\n`).join(''))
}

async function takeBlob(reading: Reading, { bytes, hash, name: place }: HashedEntry): Promise<void> {
  const name = place.slice('blobs/'.length)
  if (fromHex(name)?.length !== 32) throw new CryptoError('malformed')
  const leaf = reading.leavesByBlob.get(name)
  if (toHex(hash) !== name) return reading.fault('hash-differs', place)
  if (leaf === undefined || reading.blobs.has(name)) return reading.fault('not-listed', place)
  const { epoch, objectId, version } = parseObjectHeader(bytes)
  if (objectId !== leaf.objectId || version !== leaf.version) return reading.fault('chain-broken', place)
  reading.blobs.set(name, { hash, size: bytes.length, epoch })
  await reading.onBlob(name, bytes)
}
