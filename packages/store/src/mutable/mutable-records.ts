/**
 * Reading and changing mutable records on an open device. A change is durable and queued in one transaction before
 * the promise answers, with or without a network. Read next: mutable-topic.ts, settle-mutables.ts.
 */

import type { CatalogDraft, MutableEntry } from '../objects/catalog.ts'
import { nextVersion, queueEntry, writeObject } from '../objects/object-writer.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import { beginStagedWrite, type StagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { patchMutable } from './merge-mutable.ts'
import { clockChange } from './mutable-memory.ts'
import { emptyMutable, encodeMutable, type MutableRecord, type Seen } from './mutable-record.ts'
import {
  aloneWithMutables,
  mutableEntry,
  mutableObjectId,
  readMutableEntry,
  takeStamp,
} from './mutable-shelf.ts'
import {
  checkedPatch,
  type FieldShapes,
  type MutableEdit,
  type MutableTopic,
  type MutableValue,
  type PatchOf,
  valuesOf,
} from './mutable-topic.ts'

/** Null for what was never written, or is deleted. */
export async function readMutable<Shapes extends FieldShapes>(
  device: OpenDevice,
  topic: MutableTopic<Shapes>,
  id: string,
): Promise<MutableValue<Shapes> | null> {
  const entry = device.catalog.mutable(await mutableObjectId(device, topic.topic, id))
  return entry === null ? null : valueOfEntry(device, topic, entry)
}

/** All of the topic, by id. */
export async function listMutable<Shapes extends FieldShapes>(
  device: OpenDevice,
  topic: MutableTopic<Shapes>,
): Promise<readonly MutableValue<Shapes>[]> {
  const entries = device.catalog.mutables(topic.topic)
  const values: MutableValue<Shapes>[] = []
  for (const entry of entries.toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
    const current = device.catalog.mutable(entry.objectId)
    if (current !== null) values.push(await valueOfEntry(device, topic, current))
  }
  return values
}

/** Writes the named fields; null takes a value away. Throws for a value that is not of its field's shape. */
export function changeMutable<Shapes extends FieldShapes>(
  device: OpenDevice,
  topic: MutableTopic<Shapes>,
  id: string,
  patch: PatchOf<Shapes>,
): Promise<void> {
  return changeMutables(device, topic, [{ id, patch }])
}

/** Many at once, all or none. */
export async function changeMutables<Shapes extends FieldShapes>(
  device: OpenDevice,
  topic: MutableTopic<Shapes>,
  changes: readonly { readonly id: string; readonly patch: PatchOf<Shapes> }[],
): Promise<void> {
  const edits = changes.map(({ id, patch }) => {
    const checked = checkedPatch(topic, patch)
    return { id, edit: ((record, stamp) => patchMutable(record, checked, stamp)) satisfies MutableEdit }
  })
  await editMutables(device, topic.topic, edits)
}

/** Nothing of it stays. A change that another device made meanwhile, unseen here, is stronger. */
export async function deleteMutable(
  device: OpenDevice,
  { topic }: Pick<MutableTopic<FieldShapes>, 'topic'>,
  id: string,
): Promise<void> {
  const objectId = await mutableObjectId(device, topic, id)
  const isDeleted = await aloneWithMutables(device, async () => {
    const entry = device.catalog.mutable(objectId)
    if (entry === null) return false
    const { seen } = await readMutableEntry(device, entry)
    const draft = device.catalog.draft()
    draft.removeMutable(objectId)
    const version = nextVersion(device, objectId)
    const queuedAt = device.clock.now().getTime()
    await finishDraft(device, draft, {
      queue: [{ objectId, version, blob: null, makesRoom: true, queuedAt, seen: copyOf(seen) }],
      changes: [{ table: 'records', key: entry.blob, value: null }],
      durability: 'strict',
    })
    device.shelf.read.delete(entry.blob)
    return true
  })
  if (isDeleted) tellOfChange(device)
}

interface EditOf {
  readonly id: string
  readonly edit: MutableEdit
}

/** Each edit gets a stamp of its own. */
export async function editMutables(
  device: OpenDevice,
  topic: string,
  edits: readonly EditOf[],
): Promise<void> {
  if (edits.length === 0) return
  await aloneWithMutables(device, async () => {
    const draft = device.catalog.draft()
    const write = beginStagedWrite(device.storage)
    const queue: OutboxEntry[] = []
    const read = new Map<string, MutableRecord>()
    try {
      for (const { edit, id } of edits) {
        const objectId = await mutableObjectId(device, topic, id)
        const entry = draft.mutable(objectId)
        const before = entry === null ? emptyMutable(topic, id) : await recordOf(device, read, entry)
        queue.push(
          await putMutable(device, draft, write, { objectId, record: edit(before, takeStamp(device)), read }),
        )
      }
      const changes = [await clockChange(device)]
      await finishDraft(device, draft, { write, queue, changes, durability: 'strict' })
    } catch (cause) {
      await write.abandon()
      throw cause
    }
    for (const [blob, record] of read) device.shelf.read.set(blob, record)
  })
  tellOfChange(device)
}

interface MutableToPut {
  readonly objectId: string
  readonly record: MutableRecord
  /** What was written, by the name of its sealed bytes. */
  readonly read: Map<string, MutableRecord>
}

/** Seals the record as the next version, in place of the one before. */
export async function putMutable(
  device: OpenDevice,
  draft: CatalogDraft,
  write: StagedWrite,
  { objectId, read, record }: MutableToPut,
): Promise<OutboxEntry> {
  const payload = encodeMutable(record)
  const before = draft.mutable(objectId)
  const written = await writeObject(device, write, 'records', { objectId, kind: 'record', payload })
  if (before !== null) {
    write.drop('records', before.blob)
    device.shelf.read.delete(before.blob)
  }
  draft.putMutable(mutableEntry(written, record))
  read.set(written.blob, record)
  return queueEntry(device, 'records', written)
}

function copyOf(seen: Seen): Record<string, [number, number]> {
  return Object.fromEntries(
    Object.entries(seen).map(([device, [milliseconds, counter]]) => [device, [milliseconds, counter]]),
  )
}

async function recordOf(
  device: OpenDevice,
  read: ReadonlyMap<string, MutableRecord>,
  entry: MutableEntry,
): Promise<MutableRecord> {
  return read.get(entry.blob) ?? readMutableEntry(device, entry)
}

async function valueOfEntry<Shapes extends FieldShapes>(
  device: OpenDevice,
  topic: MutableTopic<Shapes>,
  entry: MutableEntry,
): Promise<MutableValue<Shapes>> {
  const record = await readMutableEntry(device, entry)
  const moments = Object.values(record.fields).map(({ at }) => at[0])
  return {
    id: entry.id,
    values: valuesOf(topic, record),
    changedAt: Math.max(0, ...moments),
    isContested: entry.isContested,
  }
}

function tellOfChange(device: OpenDevice): void {
  device.changed('data')
  device.changed('sync')
  device.queued()
}
