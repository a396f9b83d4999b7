/** The mutable records of an open device: its stamps, what lies here, and one writer at a time. */
import { deriveRecordId } from '@nornos/crypto/vault-open'
import { present } from '@nornos/std'
import type { MutableEntry, ObjectFacts } from '../objects/catalog.ts'
import { readPayload } from '../objects/object-reader.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf } from '../storage/device-storage.ts'
import { contestedFields, type Stamp } from './merge-mutable.ts'
import type { MutableShelf } from './mutable-memory.ts'
import { type MutableRecord, parseMutable } from './mutable-record.ts'
import { laterMoment, nextMoment } from './stamp.ts'

/** Runs `work` while nobody else changes mutable records of this device. */
export function aloneWithMutables<Value>(
  { locks, session }: Pick<OpenDevice, 'locks' | 'session'>,
  work: () => Promise<Value>,
): Promise<Value> {
  return locks.request(`nornos-mutable-${session.file.vaultId}`, work)
}

/** Taken once; what is made with it is written together with `clockChange`. */
export function takeStamp({ clock, session, shelf }: OpenDevice): Stamp {
  shelf.last = nextMoment(shelf.last, clock.now().getTime())
  return { at: shelf.last, device: session.file.deviceId }
}

/** The clock never falls behind what was read. */
export function adoptMoments(shelf: MutableShelf, { seen }: MutableRecord): void {
  for (const moment of Object.values(seen)) shelf.last = laterMoment(shelf.last, moment)
}

export function mutableObjectId({ session }: OpenDevice, topic: string, id: string): Promise<string> {
  return deriveRecordId(session.vault, ['mutable', topic, id])
}

/** What lies on this device under an entry of the catalogue. */
export async function readMutableEntry(device: OpenDevice, entry: MutableEntry): Promise<MutableRecord> {
  const { session, shelf, storage } = device
  const known = shelf.read.get(entry.blob)
  if (known !== undefined) return known
  const payload = await readPayload(
    session.vault,
    (table, key) => readBytesOf(storage, table, key),
    'records',
    entry,
  )
  const record = present(parseMutable(payload), 'what was sealed here reads as it was written')
  shelf.read.set(entry.blob, record)
  return record
}

export function mutableEntry(facts: ObjectFacts, record: MutableRecord): MutableEntry {
  const { objectId, version, blob, epoch } = facts
  const { id, topic } = record
  return { objectId, version, blob, epoch, topic, id, isContested: contestedFields(record).length > 0 }
}
