/** Opens objects from the vault and enters them into a draft of the catalogue, each by its kind. */

import { CryptoError, type OpenedObject, openObject } from '@nornos/crypto/vault-open'
import type { Change } from '@nornos/crypto/verify'
import { type Block, decodeBlock, HealthRecord, type MetricId } from '@nornos/health-model'
import { type Bytes, fromUtf8, type Json, toHex } from '@nornos/std'
import { addDirtyBlock, type DirtyDays, makeDirtyDays } from '../days/dirty-days.ts'
import { parseFileIndex } from '../files/file-index.ts'
import { isMutableJson, parseMutable } from '../mutable/mutable-record.ts'
import { mutableObjectId } from '../mutable/mutable-shelf.ts'
import type { MutableArrival } from '../mutable/settle-mutables.ts'
import { blockEntry } from '../objects/block-entry.ts'
import type { BlockEntry, CatalogDraft, ObjectFacts, RecordEntry } from '../objects/catalog.ts'
import { recordEntry } from '../objects/record-entry.ts'
import type { StagedWrite } from '../objects/staged-write.ts'
import { VaultNote } from '../objects/vault-note.ts'
import type { OpenDevice } from '../open-device.ts'
import { AlarmError } from './alarm.ts'

export interface Intake {
  /** Days whose roll-ups no longer hold. */
  readonly dirty: DirtyDays
  /** Whether something about sources or zones came in. */
  readonly hasNotes: boolean
  /** Objects that were taken in or removed. */
  readonly count: number
  /** Mutable records that were changed or deleted: they still have to meet what this device changed. */
  readonly mutables: readonly MutableArrival[]
  /** Blobs that are parts of the files that came in. */
  readonly fileParts: ReadonlySet<string>
  has(objectId: string, blob: string): boolean
  remove(change: Change): void
  /** Throws AlarmError for an object that is not what its leaf says, or that this version does not know. */
  add(change: Change, sealed: Uint8Array<ArrayBuffer>): Promise<'record' | 'other'>
  /** Lists in the draft what was added: all of a metric at once, because each time its whole list is copied. */
  list(): void
}

interface Place {
  readonly metric: MetricId | null
  readonly blob: string
}

export function createIntake(device: OpenDevice, draft: CatalogDraft, write: StagedWrite): Intake {
  const places = placesOf(device)
  const dirty = makeDirtyDays()
  const mutables: MutableArrival[] = []
  const arrivals = makeArrivals(draft)
  let count = 0
  let hasNotes = false
  const fileParts = new Set<string>()

  function forget(objectId: string): void {
    const place = places.get(objectId)
    if (place === undefined) return
    if (place.metric === null) {
      draft.removeNote(objectId)
      return
    }
    const entry = draft.metric(place.metric)
    const block = entry.blocks.find((one) => one.objectId === objectId)
    if (block !== undefined) addDirtyBlock(dirty, place.metric, block)
    write.drop(block === undefined ? 'records' : 'blocks', place.blob)
    draft.changeMetric(place.metric, (now) => ({
      ...now,
      blocks: now.blocks.filter((one) => one.objectId !== objectId),
      records: now.records.filter((one) => one.objectId !== objectId),
    }))
  }

  function addJson(facts: ObjectFacts, json: Json): 'record' | 'other' {
    const note = VaultNote.safeParse(json)
    if (note.success) {
      hasNotes = true
      draft.putNote({ ...facts, note: note.data.note, table: 'records' })
      return 'other'
    }
    const record = HealthRecord.safeParse(json)
    if (!record.success) throw new AlarmError('newer_app', [facts.blob])
    arrivals.of(record.data.metric).records.push(recordEntry(facts, record.data))
    return 'record'
  }

  async function enter(facts: ObjectFacts, { kind, payload }: OpenedObject): Promise<'record' | 'other'> {
    if (kind === 'block') {
      const block = await readArrived(device, facts, payload)
      const entry = blockEntry(facts, block)
      addDirtyBlock(dirty, block.key.metric, entry)
      arrivals.of(block.key.metric).blocks.push(entry)
    } else if (kind === 'record') return addJson(facts, jsonOf(payload))
    else if (kind === 'file-index') addFile(draft, fileParts, facts, payload)
    else if (kind === 'consent-receipt') draft.putNote({ ...facts, note: 'receipt', table: 'records' })
    return 'other'
  }

  return {
    dirty,
    get hasNotes() {
      return hasNotes
    },
    get count() {
      return count
    },
    mutables,
    fileParts,
    has: (objectId, blob) => places.get(objectId)?.blob === blob,
    remove(change) {
      count++
      if (device.catalog.mutable(change.objectId) === null) forget(change.objectId)
      else mutables.push({ change, content: null })
    },
    async add(change, sealed) {
      const { objectId, version } = change
      const named = { objectId, version, blob: toHex(change.blobHash) }
      const opened = await openArrived(device, sealed, named)
      const facts = { ...named, epoch: opened.epoch }
      if (opened.kind === 'record' && isMutableJson(jsonOf(opened.payload))) {
        count++
        mutables.push(await arrivalOf(device, change, opened.payload, sealed))
        return 'other'
      }
      await write.put(opened.kind === 'block' ? 'blocks' : 'records', facts.blob, sealed)
      count++
      forget(objectId)
      return enter(facts, opened)
    },
    list: arrivals.list,
  }
}

interface Listed {
  readonly blocks: BlockEntry[]
  readonly records: RecordEntry[]
}

interface Arrivals {
  of(metric: MetricId): Listed
  list(): void
}

function makeArrivals(draft: CatalogDraft): Arrivals {
  const arrived = new Map<MetricId, Listed>()
  return {
    of(metric) {
      const listed = arrived.get(metric) ?? { blocks: [], records: [] }
      arrived.set(metric, listed)
      return listed
    },
    list() {
      for (const [metric, { blocks, records }] of arrived) {
        draft.changeMetric(metric, (now) => ({
          ...now,
          blocks: [...now.blocks, ...blocks],
          records: [...now.records, ...records],
        }))
      }
      arrived.clear()
    },
  }
}

async function openArrived(
  { session }: OpenDevice,
  sealed: Bytes,
  facts: ObjectFacts,
): Promise<OpenedObject> {
  try {
    return await openObject(session.vault, sealed, facts)
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause
    const reason = cause.code === 'unsupported' ? 'newer_app' : 'altered_object'
    throw new AlarmError(reason, [facts.blob], { cause })
  }
}

async function readArrived({ cache }: OpenDevice, facts: ObjectFacts, payload: Uint8Array): Promise<Block> {
  const block = await decodeBlock(payload)
  if (!block.ok) throw new AlarmError('newer_app', [facts.blob, block.error.fault])
  // Its days are rolled up as soon as everything is here.
  cache.keep(facts.blob, block.value)
  return block.value
}

/** The parts of a file are fetched when somebody asks for them. */
function addFile(draft: CatalogDraft, fileParts: Set<string>, facts: ObjectFacts, payload: Uint8Array): void {
  const index = parseFileIndex(payload)
  if (index === null) throw new AlarmError('newer_app', [facts.blob])
  for (const { hash } of index.parts) fileParts.add(hash)
  draft.putNote({ ...facts, note: 'file', table: 'records' })
}

async function arrivalOf(
  device: OpenDevice,
  change: Change,
  payload: Uint8Array,
  sealed: Bytes,
): Promise<MutableArrival> {
  const record = parseMutable(payload)
  if (record === null) throw new AlarmError('newer_app', [toHex(change.blobHash)])
  const isInPlace = (await mutableObjectId(device, record.topic, record.id)) === change.objectId
  if (!isInPlace) throw new AlarmError('altered_object', [toHex(change.blobHash)])
  return { change, content: { record, sealed } }
}

function jsonOf(payload: Uint8Array): Json {
  const json: Json = JSON.parse(fromUtf8(payload) ?? 'null')
  return json
}

function placesOf({ catalog }: OpenDevice): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  for (const { metric, blocks, records } of catalog.metrics()) {
    for (const { objectId, blob } of [...blocks, ...records]) places.set(objectId, { metric, blob })
  }
  for (const { objectId, blob } of [...catalog.notes(), ...catalog.mutables()]) {
    places.set(objectId, { metric: null, blob })
  }
  return places
}
