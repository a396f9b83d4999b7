/**
 * Reads a backup front to back and checks everything that can be checked without any key, in constant memory but for
 * the list of objects: names are hashes, leaves make buckets, buckets make the root, the root is in the last commit,
 * every commit follows the one before and is signed by a device of a roster that the patient's root key has signed.
 */
import { type Bytes, equalBytes } from '@nornos/std'
import { bucketCount, deriveStateRoot } from '../format/state-root.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { sha256 } from '../hazmat/sha256.ts'
import { type BackupFault, type HashedEntry, type Reading, sumsName, takeEntry } from './backup-entries.ts'
import type { BackupHead } from './backup-head.ts'
import { readTar, type TarEntry } from './tar.ts'

export type { BackupBlob, BackupFault } from './backup-entries.ts'

/** All that is in a good backup but the bytes of its blobs. */
export interface Backup extends Pick<Reading, 'rosters' | 'slots' | 'commits' | 'bucketHashes' | 'leaves'> {
  readonly head: BackupHead
  /** By hex name. */
  readonly blobs: Reading['blobs']
}

export interface BackupReport {
  /** At most 100; a backup is good when there is none. */
  readonly faults: readonly BackupFault[]
  readonly entries: number
  readonly bytes: number
  /** Null when there is a fault. */
  readonly backup: Backup | null
}

const faultsMax = 100
const deletedHash = '0'.repeat(64)
const kinds = Object.keys(takeEntry)

/** `onBlob` gets each blob whose bytes are right, before the rest of the backup is known to be. */
export async function readBackup(
  source: ReadableStream<Uint8Array>,
  onBlob: (name: string, bytes: Bytes) => Promise<void> = async () => undefined,
): Promise<BackupReport> {
  const faults: BackupFault[] = []
  const reading = startReading(faults, onBlob)
  const counted = { entries: 0, bytes: 0, place: 'archive' }
  try {
    let reached = 0
    for await (const entry of hashedAhead(readTar(source))) {
      counted.entries += 1
      counted.bytes += entry.bytes.length
      counted.place = entry.name
      reached = await take(reading, entry, reached)
      if (faults.length >= faultsMax) break
    }
    await finish(reading)
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause
    reading.fault('cut-short', counted.place)
  }
  const { head } = reading
  const { bytes, entries } = counted
  return { faults, entries, bytes, backup: faults.length === 0 && head ? { ...reading, head } : null }
}

/** So many entries are read and hashed while another one is looked at: hashing has threads of its own. */
const entriesAhead = 3

async function* hashedAhead(entries: AsyncGenerator<TarEntry>): AsyncGenerator<HashedEntry> {
  const next = async (): Promise<HashedEntry | null> => {
    const step = await entries.next()
    return step.done ? null : { ...step.value, hash: await sha256(step.value.bytes) }
  }
  const upcoming: Promise<HashedEntry | null>[] = []
  try {
    for (;;) {
      while (upcoming.length < entriesAhead) {
        const entry = next()
        // Thrown where it is waited for; nobody waits when the reader has seen enough.
        entry.catch(() => undefined)
        upcoming.push(entry)
      }
      const entry = await upcoming.shift()
      if (!entry) return
      yield entry
    }
  } finally {
    await entries.return(undefined)
  }
}

function startReading(faults: BackupFault[], onBlob: Reading['onBlob']): Reading {
  return {
    fault: (code, place) => {
      if (faults.length < faultsMax) faults.push({ code, place })
    },
    onBlob,
    sums: new Map(),
    head: null,
    rosters: [],
    slots: [],
    commits: [],
    bucketHashes: [],
    leaves: [],
    leavesByBlob: new Map(),
    blobs: new Map(),
  }
}

/** How far the order of kinds has come. */
async function take(reading: Reading, entry: HashedEntry, reached: number): Promise<number> {
  const kind = entry.name.split('/')[0] ?? ''
  const rank = kinds.indexOf(kind)
  const isInOrder = rank >= reached && (kind === 'head') === (reading.head === null)
  try {
    if (!isInOrder) throw new CryptoError('malformed')
    await takeEntry[kind]?.(reading, entry)
    if (kind !== 'blobs') reading.sums.set(entry.name, entry.hash)
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause
    reading.fault(cause.code === 'bad-signature' ? 'not-signed' : 'malformed', entry.name)
  }
  return isInOrder ? rank : reached
}

/** What must be there, and agree, once everything was read. */
async function finish(reading: Reading): Promise<void> {
  const { blobs, commits, head, leavesByBlob, rosters, slots, sums } = reading
  const last = commits.at(-1)
  const isHead = head !== null && last?.number === head.number && equalBytes(last.head, head.head)
  if (!isHead) reading.fault('chain-broken', 'head')
  const roster = rosters.at(-1)
  if (roster?.number !== head?.rosterNumber) reading.fault('missing', `rosters/${head?.rosterNumber}`)
  const stored = new Set(slots.map((slot) => slot.slotId))
  const unstored = (roster?.slots ?? []).filter(({ id }) => !stored.has(id))
  for (const { id } of unstored) reading.fault('missing', `slots/${id}`)
  if (!sums.has(sumsName)) reading.fault('missing', sumsName)
  await finishState(reading)
  const absent = [...leavesByBlob.keys()].filter((name) => name !== deletedHash && !blobs.has(name))
  for (const name of absent) reading.fault('missing', `blobs/${name}`)
}

async function finishState({ bucketHashes, commits, fault }: Reading): Promise<void> {
  if (bucketHashes.length !== bucketCount) {
    return fault('missing', `state/${bucketHashes.length.toString(16).padStart(2, '0')}`)
  }
  const root = await deriveStateRoot(bucketHashes)
  const isRoot = equalBytes(root, commits.at(-1)?.stateRoot ?? new Uint8Array())
  if (!isRoot) fault('state-root-differs', 'state')
}
