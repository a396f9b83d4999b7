/** The timeline of records: found by group and words, a page at a time.  */
import {
  groupOfMetric,
  type HealthRecord,
  type LabResult,
  labMetrics,
  labResultOf,
  type MetricId,
  type RecordGroup,
  type RecordId,
  statedDate,
  summarizeRecord,
} from '@nornos/health-model'
import type { RecordEntry } from '../objects/catalog.ts'
import { readRecord } from '../objects/object-reader.ts'
import type { OpenDevice } from '../open-device.ts'
import { readerOf } from '../query/read-samples.ts'
import { recordPlace } from '../query/record-place.ts'

export interface RecordsQuery {
  /** Empty: every group. */
  readonly groups: readonly RecordGroup[]
  /** Every word has to occur; at most 200 characters count. */
  readonly text: string
  /** At most 200. */
  readonly limit: number
  readonly offset: number
}

export interface RecordRow {
  readonly recordId: RecordId
  readonly metric: MetricId
  readonly group: RecordGroup
  /** Milliseconds since 1970; of a stated date the start of that day. Null where nobody says. */
  readonly at: number | null
  /** What is stated instead of a moment: `statedDate`. */
  readonly date: string | null
  readonly zone: string
  readonly title: string
  readonly detail: string
  readonly source: string
}

export interface RecordsPage {
  /** The newest first; those without a time at the end. */
  readonly rows: readonly RecordRow[]
  readonly total: number
  /** How many there are of each group, whatever was asked. */
  readonly counts: Readonly<Partial<Record<RecordGroup, number>>>
}

interface Place {
  readonly metric: MetricId
  readonly group: RecordGroup
  readonly entry: RecordEntry
  readonly at: number | null
}

const pageMax = 200
const textMax = 200
/** Rows kept while the vault is open, so that typing a search does not open everything again. */
const rowsMax = 20_000
const labsMax = 5_000

export async function readRecords(device: OpenDevice, query: RecordsQuery): Promise<RecordsPage> {
  const places = placesOf(device)
  const counts: Partial<Record<RecordGroup, number>> = {}
  for (const { group } of places) counts[group] = (counts[group] ?? 0) + 1
  const asked = places.filter(({ group }) => query.groups.length === 0 || query.groups.includes(group))
  const words = query.text.slice(0, textMax).toLowerCase().split(/\s+/).filter(Boolean)
  const end = query.offset + Math.min(query.limit, pageMax)
  if (words.length === 0) {
    const rows: RecordRow[] = []
    for (const place of asked.slice(query.offset, end)) rows.push(await rowOf(device, place))
    return { rows, total: asked.length, counts }
  }
  const found: RecordRow[] = []
  for (const place of asked) {
    const row = await rowOf(device, place)
    const text = `${row.title} ${row.detail} ${row.source}`.toLowerCase()
    if (words.every((word) => text.includes(word))) found.push(row)
  }
  return { rows: found.slice(query.offset, end), total: found.length, counts }
}

function placesOf({ catalog, knowledge }: OpenDevice): readonly Place[] {
  return catalog
    .metrics()
    .flatMap(({ metric, records }) => {
      const group = groupOfMetric(metric)
      return group === null
        ? []
        : records.map((entry) => ({ metric, group, entry, at: recordPlace(knowledge, entry) }))
    })
    .sort(
      (left, right) =>
        orderOf(right.at) - orderOf(left.at) || (left.entry.recordId < right.entry.recordId ? -1 : 1),
    )
}

/** Without a time after everything else. */
function orderOf(at: number | null): number {
  return at ?? -8e15
}

const rowsByDevice = new WeakMap<OpenDevice, Map<string, RecordRow>>()

async function rowOf(device: OpenDevice, { at, entry, group, metric }: Place): Promise<RecordRow> {
  const known = rowsByDevice.get(device) ?? new Map<string, RecordRow>()
  rowsByDevice.set(device, known)
  const before = known.get(entry.blob)
  if (before !== undefined) return { ...before, at }
  const record = await readRecord(device.session.vault, readerOf(device), entry)
  const { recordId, source, zone } = record
  const row = {
    recordId,
    metric,
    group,
    at,
    date: statedDate(record.content),
    zone,
    source: source.name,
    ...summarizeRecord(record),
  }
  if (known.size >= rowsMax) known.clear()
  known.set(entry.blob, row)
  return row
}

/** Null when there is none of this id. */
export async function readOneRecord(
  device: OpenDevice,
  metric: MetricId,
  recordId: RecordId,
): Promise<HealthRecord | null> {
  const entry = device.catalog.metric(metric).records.find((one) => one.recordId === recordId)
  return entry === undefined ? null : readRecord(device.session.vault, readerOf(device), entry)
}

/** The newest first, of all sources. */
export async function readLabs(device: OpenDevice): Promise<readonly LabResult[]> {
  const entries = labMetrics
    .flatMap((metric) => device.catalog.metric(metric).records)
    .map((entry) => ({ entry, at: recordPlace(device.knowledge, entry) }))
    .sort((left, right) => orderOf(right.at) - orderOf(left.at))
  const results: LabResult[] = []
  for (const { at, entry } of entries.slice(0, labsMax)) {
    const result = labResultOf(await readRecord(device.session.vault, readerOf(device), entry))
    if (result !== null) results.push({ ...result, at })
  }
  return results
}
