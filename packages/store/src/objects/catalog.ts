/**
 * What there is on this device, by metric: which sealed object holds which samples or record, and the days that are
 * rolled up. In memory while open; one boxed entry per metric beside. A draft is changed and then becomes the catalogue.
 */
import { DeviceId, MetricId, RecordId, SourceId } from '@nornos/health-model'
import { present } from '@nornos/std'
import * as z from 'zod/mini'
import type { DeviceStorage, StorageChange } from '../storage/device-storage.ts'
import type { LocalBoxes } from './local-boxes.ts'

const objectFacts = {
  objectId: z.string(),
  version: z.int(),
  /** Name of the sealed bytes. */
  blob: z.string(),
}

/** One block of samples. */
export const BlockEntry = z.strictObject({
  ...objectFacts,
  source: SourceId,
  device: DeviceId,
  span: z.enum(['day', 'month']),
  day: z.int(),
  part: z.int(),
  count: z.int(),
  /** Start of the first sample and latest end of any, milliseconds since 1970. */
  from: z.number(),
  to: z.number(),
  /** Start and canonical value of the last sample. */
  latestAt: z.number(),
  latest: z.number(),
})
export type BlockEntry = z.infer<typeof BlockEntry>

export const RecordEntry = z.strictObject({
  ...objectFacts,
  recordId: RecordId,
  from: z.nullable(z.number()),
  to: z.nullable(z.number()),
})
export type RecordEntry = z.infer<typeof RecordEntry>

/** The rolled-up days of one calendar year, under a name of their own. */
export const DaysEntry = z.strictObject({ year: z.int(), name: z.string() })
export type DaysEntry = z.infer<typeof DaysEntry>

export const MetricEntry = z.strictObject({
  metric: MetricId,
  blocks: z.array(BlockEntry),
  records: z.array(RecordEntry),
  days: z.array(DaysEntry),
})
export type MetricEntry = z.infer<typeof MetricEntry>

/** Objects that are about the data rather than data: see vault-note.ts. */
export const NoteEntry = z.strictObject({
  ...objectFacts,
  note: z.enum(['sources', 'zones', 'raw', 'entries', 'receipt']),
  table: z.enum(['blocks', 'records']),
})
export type NoteEntry = z.infer<typeof NoteEntry>

export interface Catalog {
  metrics(): readonly MetricEntry[]
  metric(id: MetricId): MetricEntry
  notes(): readonly NoteEntry[]
  draft(): CatalogDraft
}

export interface CatalogDraft {
  metric(id: MetricId): MetricEntry
  changeMetric(id: MetricId, change: (entry: MetricEntry) => MetricEntry): void
  notes(): readonly NoteEntry[]
  /** Replaces the note of the same object. */
  putNote(note: NoteEntry): void
  /** What differs from the catalogue. */
  changed(): { readonly metrics: readonly MetricEntry[]; readonly notes: readonly NoteEntry[] }
  /** The entries to write; once they are written, `adopt` makes the draft what everybody sees. */
  changes(): Promise<readonly StorageChange[]>
  adopt(): void
}

const metricPrefix = 'metric-'
const notesKey = 'notes'

export async function loadCatalog(storage: DeviceStorage, boxes: LocalBoxes): Promise<Catalog> {
  const entries = new Map<MetricId, MetricEntry>()
  const keys = new Map<MetricId, string>()
  for (const key of await storage.keys('index', metricPrefix)) {
    const entry = present(await boxes.openJson('index', key, MetricEntry), 'a key that was listed')
    entries.set(entry.metric, entry)
    keys.set(entry.metric, key)
  }
  const notes = (await boxes.openJson('index', notesKey, z.array(NoteEntry))) ?? []
  return createCatalog(boxes, { entries, keys, notes: new Map(notes.map((note) => [note.objectId, note])) })
}

interface Tables {
  readonly entries: Map<MetricId, MetricEntry>
  /** A name that says nothing about the metric. */
  readonly keys: Map<MetricId, string>
  notes: Map<string, NoteEntry>
}

function createCatalog(boxes: LocalBoxes, tables: Tables): Catalog {
  const { entries, keys } = tables
  const metric = (id: MetricId): MetricEntry => entries.get(id) ?? emptyEntry(id)

  function draft(): CatalogDraft {
    const changed = new Map<MetricId, MetricEntry>()
    const changedNotes = new Map<string, NoteEntry>()
    const metricNow = (id: MetricId) => changed.get(id) ?? metric(id)
    const notesNow = () => new Map([...tables.notes, ...changedNotes])
    return {
      metric: metricNow,
      changeMetric: (id, change) => void changed.set(id, change(metricNow(id))),
      notes: () => [...notesNow().values()],
      putNote: (note) => void changedNotes.set(note.objectId, note),
      changed: () => ({ metrics: [...changed.values()], notes: [...changedNotes.values()] }),
      async changes() {
        const ofMetrics = [...changed.values()].map((entry) => {
          const key = keys.get(entry.metric) ?? `${metricPrefix}${crypto.randomUUID()}`
          keys.set(entry.metric, key)
          return boxes.sealJson('index', key, entry)
        })
        const ofNotes =
          changedNotes.size > 0 ? [boxes.sealJson('index', notesKey, [...notesNow().values()])] : []
        return Promise.all([...ofMetrics, ...ofNotes])
      },
      adopt() {
        for (const [id, entry] of changed) entries.set(id, entry)
        tables.notes = notesNow()
      },
    }
  }

  return { metrics: () => [...entries.values()], metric, notes: () => [...tables.notes.values()], draft }
}

function emptyEntry(metric: MetricId): MetricEntry {
  return { metric, blocks: [], records: [], days: [] }
}
