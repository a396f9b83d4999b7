/** Opens objects from the vault and enters them into a draft of the catalogue, each by its kind. */

import { CryptoError, type OpenedObject, openObject } from '@nornos/crypto/vault-open'
import type { Change } from '@nornos/crypto/verify'
import { type Block, decodeBlock, HealthRecord, type MetricId } from '@nornos/health-model'
import { fromUtf8, type Json, toHex } from '@nornos/std'
import { addDirtyBlock, type DirtyDays, makeDirtyDays } from '../days/dirty-days.ts'
import { blockEntry } from '../objects/block-entry.ts'
import type { CatalogDraft, NoteEntry } from '../objects/catalog.ts'
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
  has(objectId: string, blob: string): boolean
  remove(objectId: string): void
  /** Throws AlarmError for an object that is not what its leaf says. */
  add(change: Change, sealed: Uint8Array<ArrayBuffer>): Promise<'record' | 'other'>
}

interface Place {
  readonly metric: MetricId | null
  readonly blob: string
}

export function createIntake(device: OpenDevice, draft: CatalogDraft, write: StagedWrite): Intake {
  const places = placesOf(device)
  const dirty = makeDirtyDays()
  let count = 0
  let hasNotes = false

  function forget(objectId: string): void {
    const place = places.get(objectId)
    if (place === undefined || place.metric === null) return
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

  async function addBlock(facts: ObjectFacts, payload: Uint8Array): Promise<void> {
    const block = await decodeBlock(payload)
    if (!block.ok) throw new AlarmError('altered_object', [facts.blob, block.error.fault])
    enterBlock(facts, block.value)
  }

  function enterBlock(facts: ObjectFacts, block: Block): void {
    const entry = blockEntry(facts, block)
    addDirtyBlock(dirty, block.key.metric, entry)
    draft.changeMetric(block.key.metric, (now) => ({ ...now, blocks: [...now.blocks, entry] }))
  }

  function addJson(facts: ObjectFacts, payload: Uint8Array): 'record' | 'other' {
    const json: Json = JSON.parse(fromUtf8(payload) ?? 'null')
    const note = VaultNote.safeParse(json)
    if (note.success) {
      hasNotes = true
      draft.putNote({ ...facts, note: note.data.note, table: 'records' })
      return 'other'
    }
    const record = HealthRecord.safeParse(json)
    if (!record.success) throw new AlarmError('altered_object', [facts.blob])
    const { metric } = record.data
    draft.changeMetric(metric, (now) => ({
      ...now,
      records: [...now.records, recordEntry(facts, record.data)],
    }))
    return 'record'
  }

  async function enter(facts: ObjectFacts, { kind, payload }: OpenedObject): Promise<'record' | 'other'> {
    if (kind === 'block') await addBlock(facts, payload)
    else if (kind === 'record') return addJson(facts, payload)
    else if (kind === 'consent-receipt') draft.putNote({ ...facts, note: 'receipt', table: 'records' })
    // Files are fetched when somebody asks for them.
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
    has: (objectId, blob) => places.get(objectId)?.blob === blob,
    remove(objectId) {
      count++
      forget(objectId)
    },
    async add(change, sealed) {
      const { objectId, version } = change
      const facts = { objectId, version, blob: toHex(change.blobHash) }
      const opened = await openObject(device.session.vault, sealed, facts).catch((cause: unknown) => {
        if (!(cause instanceof CryptoError)) throw cause
        throw new AlarmError('altered_object', [facts.blob], { cause })
      })
      await write.put(opened.kind === 'block' ? 'blocks' : 'records', facts.blob, sealed)
      count++
      forget(objectId)
      return enter(facts, opened)
    },
  }
}

type ObjectFacts = Pick<NoteEntry, 'objectId' | 'version' | 'blob'>

function placesOf({ catalog }: OpenDevice): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  for (const { metric, blocks, records } of catalog.metrics()) {
    for (const { objectId, blob } of [...blocks, ...records]) places.set(objectId, { metric, blob })
  }
  for (const { objectId, blob } of catalog.notes()) places.set(objectId, { metric: null, blob })
  return places
}
