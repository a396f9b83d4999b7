/**
 * Makes blocks and records of entries that changed, as a part of the write that changed them. They lie on this device
 * only: every device makes its own from the same lists (specs/entry.md §3).
 */
import { deriveRecordId } from '@nornos/crypto/vault-open'
import {
  addSample,
  blocksOfColumns,
  type Entry,
  type EntryId,
  type EntrySample,
  type EntryState,
  encodeBlock,
  firstDayOfMonth,
  HealthRecord,
  type MetricId,
  makeColumns,
  projectEntry,
  utcDay,
} from '@nornos/health-model'
import { utf8 } from '@nornos/std'
import { addDirtyBlock, type DirtyDays } from '../days/dirty-days.ts'
import { blockEntry } from '../objects/block-entry.ts'
import type { BlockEntry, CatalogDraft } from '../objects/catalog.ts'
import { writeObject } from '../objects/object-writer.ts'
import { recordEntry } from '../objects/record-entry.ts'
import { manualSourceId } from '../objects/source-ids.ts'
import type { StagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'

export interface EntryProjecting {
  readonly device: OpenDevice
  readonly draft: CatalogDraft
  readonly write: StagedWrite
  readonly dirty: DirtyDays
}

/** Answers with how many entries changed. */
export async function projectEntries(
  work: EntryProjecting,
  before: EntryState,
  after: EntryState,
): Promise<number> {
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((id) => {
    const [old, now] = [before.get(id), after.get(id)]
    return old?.stamp !== now?.stamp || old?.device !== now?.device
  })
  const months = new Map<string, Month>()
  for (const id of changed) {
    const [old, now] = [before.get(id)?.entry ?? null, after.get(id)?.entry ?? null]
    for (const sample of [...samplesOf(old), ...samplesOf(now)]) {
      const month = monthOfSample(sample)
      months.set(`${month.metric} ${month.day}`, month)
    }
    await projectRecord(work, id, old, now)
  }
  for (const month of months.values()) await projectMonth(work, month, after)
  return changed.length
}

/** A metric and the first day of a UTC month. */
interface Month {
  readonly metric: MetricId
  readonly day: number
}

function samplesOf(entry: Entry | null): readonly EntrySample[] {
  return entry === null ? [] : projectEntry(entry).samples
}

function monthOfSample({ at, metric }: EntrySample): Month {
  return { metric, day: firstDayOfMonth(utcDay(at)) }
}

async function projectMonth(work: EntryProjecting, { day, metric }: Month, state: EntryState): Promise<void> {
  const { device, dirty, draft, write } = work
  const source = await manualSourceId()
  const owner = device.session.file.deviceId
  const columns = makeColumns(metric, source)
  for (const { entry } of state.values()) {
    for (const sample of samplesOf(entry)) {
      const month = monthOfSample(sample)
      if (month.metric !== metric || month.day !== day) continue
      // What no block can hold stays an entry, and is seen in the list of entries.
      addSample(columns, sample.at, sample.at, sample.value, sample.unit, sample.zone)
    }
  }
  const old = draft
    .metric(metric)
    .blocks.filter((one) => one.source === source && firstDayOfMonth(one.day) === day)
  for (const one of old) {
    write.drop('blocks', one.blob)
    addDirtyBlock(dirty, metric, one)
  }
  const fresh: BlockEntry[] = []
  const blocks = columns.count === 0 ? [] : blocksOfColumns(columns, owner, 'month')
  for (const block of blocks) {
    const name = ['entries', metric, String(day), String(block.key.part)]
    const objectId = await deriveRecordId(device.session.vault, name)
    const payload = await encodeBlock(block)
    const written = await writeObject(device, write, 'blocks', { objectId, kind: 'block', payload })
    const entry = blockEntry(written, block)
    fresh.push(entry)
    addDirtyBlock(dirty, metric, entry)
  }
  draft.changeMetric(metric, (now) => ({
    ...now,
    blocks: [...now.blocks.filter((one) => !old.includes(one)), ...fresh],
  }))
}

async function projectRecord(
  { device, draft, write }: EntryProjecting,
  id: EntryId,
  old: Entry | null,
  now: Entry | null,
): Promise<void> {
  const [before, after] = [recordOf(old), recordOf(now)]
  if (before !== null) {
    draft.changeMetric(before.metric, (entry) => {
      for (const gone of entry.records) if (gone.recordId === id) write.drop('records', gone.blob)
      return { ...entry, records: entry.records.filter(({ recordId }) => recordId !== id) }
    })
  }
  if (after === null) return
  const objectId = await deriveRecordId(device.session.vault, ['entry-record', id])
  const payload = utf8(JSON.stringify(after))
  const written = await writeObject(device, write, 'records', { objectId, kind: 'record', payload })
  draft.changeMetric(after.metric, (entry) => ({
    ...entry,
    records: [...entry.records, recordEntry(written, after)],
  }))
}

/** What its own readers would refuse is not sealed. */
function recordOf(entry: Entry | null): HealthRecord | null {
  const record = entry === null ? null : projectEntry(entry).record
  const read = record === null ? null : HealthRecord.safeParse(record)
  return read?.success === true ? read.data : null
}
