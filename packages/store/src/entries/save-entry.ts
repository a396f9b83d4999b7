/** Writes one change of an entry, with everything that follows from it, in one transaction. Works without a network. */
import { deriveRecordId } from '@nornos/crypto/vault-open'
import {
  compactChanges,
  type Entry,
  type EntryChange,
  type EntryId,
  nextStamp,
  stateOfChanges,
} from '@nornos/health-model'
import { utf8 } from '@nornos/std'
import { addDirtyBlock, makeDirtyDays } from '../days/dirty-days.ts'
import { rollUpDirty } from '../days/roll-up-dirty.ts'
import { readKnowledge } from '../objects/knowledge.ts'
import { factsOf, queueEntry, writeObject } from '../objects/object-writer.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import { beginStagedWrite } from '../objects/staged-write.ts'
import type { VaultNote } from '../objects/vault-note.ts'
import type { OpenDevice } from '../open-device.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { writeLock } from '../sync/sync-runner.ts'
import { type EntryPart, partChangesMax, readEntryParts } from './entry-notes.ts'
import { type EntryProjecting, projectEntries } from './project-entries.ts'

/** `entry` null deletes it. */
export function saveEntry(device: OpenDevice, entryId: EntryId, entry: Entry | null): Promise<void> {
  return device.locks.request(writeLock(device), () => save(device, entryId, entry))
}

async function save(device: OpenDevice, entryId: EntryId, entry: Entry | null): Promise<void> {
  const { catalog, clock, session, storage } = device
  const write = beginStagedWrite(storage)
  const work: EntryProjecting = { device, draft: catalog.draft(), write, dirty: makeDirtyDays() }
  try {
    const parts = await readEntryParts(session.vault, write.read, catalog.notes())
    const before = stateOfChanges(parts)
    if (entry === null && (before.get(entryId)?.entry ?? null) === null) return
    const change = { entryId, entry, stamp: nextStamp(before, clock.now().getTime()) }
    const own = withChange(parts, device, change)
    const others = parts.filter(({ device: owner }) => owner !== session.file.deviceId)
    const after = stateOfChanges([...others, ...own.values()])
    const queue: OutboxEntry[] = []
    for (const [part, list] of own) {
      const changes = compactChanges(session.file.deviceId, list.changes, after)
      const known = parts.find((one) => one.objectId === list.objectId)
      if (known !== undefined && known.changes.length === changes.length && !changes.includes(change))
        continue
      queue.push(await writePart(work, part, changes))
    }
    await projectEntries(work, before, after)
    await learnZones(work)
    await rollUpDirty(device, work.draft, write, work.dirty)
    await finishDraft(device, work.draft, { write, queue, durability: 'strict' })
  } catch (cause) {
    await write.abandon()
    throw cause
  }
  device.changed('data')
  device.queued()
}

type OwnParts = Map<number, EntryPart>

/** This device's own parts, the last one with the change, or a new one with it alone. */
function withChange(parts: readonly EntryPart[], { session }: OpenDevice, change: EntryChange): OwnParts {
  const { deviceId } = session.file
  const own: OwnParts = new Map()
  for (const one of parts) if (one.device === deviceId) own.set(one.part, one)
  const last = [...own.values()].at(-1)
  if (last === undefined || last.changes.length >= partChangesMax) {
    const part = last === undefined ? 0 : last.part + 1
    own.set(part, { objectId: '', device: deviceId, part, changes: [change] })
  } else own.set(last.part, { ...last, changes: [...last.changes, change] })
  return own
}

async function writePart(
  { device, draft, write }: EntryProjecting,
  part: number,
  changes: readonly EntryChange[],
): Promise<OutboxEntry> {
  const owner = device.session.file.deviceId
  const objectId = await deriveRecordId(device.session.vault, ['note', 'entries', owner, String(part)])
  const note: VaultNote = { note: 'entries', device: owner, part, changes: [...changes] }
  const payload = utf8(JSON.stringify(note))
  const written = await writeObject(device, write, 'records', { objectId, kind: 'record', payload })
  const known = draft.notes().find((one) => one.objectId === objectId)
  if (known !== undefined) write.drop(known.table, known.blob)
  draft.putNote({ ...factsOf(written), note: 'entries', table: 'records' })
  return queueEntry(device, 'records', written)
}

/** Other zones, other days everywhere. */
async function learnZones({ device, dirty, draft, write }: EntryProjecting): Promise<void> {
  const before = JSON.stringify(device.knowledge.zones)
  device.knowledge = await readKnowledge(
    device.session.vault,
    write.read,
    draft.notes(),
    device.knowledge.stated,
  )
  if (JSON.stringify(device.knowledge.zones) === before) return
  for (const { metric } of device.catalog.metrics()) {
    for (const block of draft.metric(metric).blocks) addDirtyBlock(dirty, metric, block)
  }
}
