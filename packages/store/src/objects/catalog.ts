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
  /** Of the keys that they are sealed under. Absent in what was listed before it was noted: then the bytes say it. */
  epoch: z.optional(z.int()),
}

/** What the catalogue says of any object. */
export type ObjectFacts = Readonly<z.infer<z.ZodMiniObject<typeof objectFacts>>>

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
  /** When its source told it, milliseconds since 1970; absent where that decides nothing. */
  latestTold: z.optional(z.number()),
})
export type BlockEntry = z.infer<typeof BlockEntry>

export const RecordEntry = z.strictObject({
  ...objectFacts,
  recordId: RecordId,
  /** As the record has them: what states a date and no time is at midnight UTC. Read next: query/record-place.ts. */
  from: z.nullable(z.number()),
  to: z.nullable(z.number()),
  /** What is stated instead of a moment: `statedDate`. Absent for a moment. */
  date: z.optional(z.string()),
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
  note: z.enum(['sources', 'zones', 'raw', 'entries', 'receipt', 'keys', 'file', 'file-marks', 'document']),
  table: z.enum(['blocks', 'records']),
})
export type NoteEntry = z.infer<typeof NoteEntry>

/** A thing that any device may change: see mutable/. */
export const MutableEntry = z.strictObject({
  ...objectFacts,
  topic: z.string(),
  id: z.string(),
  /** Whether two devices changed a field to different values and nobody has chosen yet. */
  isContested: z.boolean(),
})
export type MutableEntry = z.infer<typeof MutableEntry>

export interface Catalog {
  metrics(): readonly MetricEntry[]
  metric(id: MetricId): MetricEntry
  notes(): readonly NoteEntry[]
  /** All, or those of a topic. */
  mutables(topic?: string): readonly MutableEntry[]
  mutable(objectId: string): MutableEntry | null
  draft(): CatalogDraft
}

export interface CatalogDraft {
  metric(id: MetricId): MetricEntry
  changeMetric(id: MetricId, change: (entry: MetricEntry) => MetricEntry): void
  notes(): readonly NoteEntry[]
  /** Replaces the note of the same object. */
  putNote(note: NoteEntry): void
  removeNote(objectId: string): void
  /** What differs from the catalogue. */
  changed(): { readonly metrics: readonly MetricEntry[]; readonly notes: readonly NoteEntry[] }
  mutable(objectId: string): MutableEntry | null
  putMutable(entry: MutableEntry): void
  removeMutable(objectId: string): void
  /** The entries to write; once they are written, `adopt` makes the draft what everybody sees. */
  changes(): Promise<readonly StorageChange[]>
  adopt(): void
}

const metricPrefix = 'metric-'
const notesKey = 'notes'
/** By the first digit of the object's id, so that a change writes little. */
const mutablesPrefix = 'mutables-'

export async function loadCatalog(storage: DeviceStorage, boxes: LocalBoxes): Promise<Catalog> {
  const entries = new Map<MetricId, MetricEntry>()
  const keys = new Map<MetricId, string>()
  for (const key of await storage.keys('index', metricPrefix)) {
    const entry = present(await boxes.openJson('index', key, MetricEntry), 'a key that was listed')
    entries.set(entry.metric, entry)
    keys.set(entry.metric, key)
  }
  const notes = (await boxes.openJson('index', notesKey, z.array(NoteEntry))) ?? []
  const mutables = new Map<string, MutableEntry>()
  for (const key of await storage.keys('index', mutablesPrefix)) {
    const shard = present(await boxes.openJson('index', key, z.array(MutableEntry)), 'a key that was listed')
    for (const entry of shard) mutables.set(entry.objectId, entry)
  }
  const byId = new Map(notes.map((note) => [note.objectId, note]))
  return createCatalog(boxes, { entries, keys, notes: byId, mutables })
}

interface Tables {
  readonly entries: Map<MetricId, MetricEntry>
  /** A name that says nothing about the metric. */
  readonly keys: Map<MetricId, string>
  notes: Map<string, NoteEntry>
  readonly mutables: Map<string, MutableEntry>
}

function createCatalog(boxes: LocalBoxes, tables: Tables): Catalog {
  const { entries, keys, mutables } = tables
  const metric = (id: MetricId): MetricEntry => entries.get(id) ?? emptyEntry(id)

  function draft(): CatalogDraft {
    const changed = new Map<MetricId, MetricEntry>()
    const changedNotes = new Map<string, NoteEntry | null>()
    const changedMutables = new Map<string, MutableEntry | null>()
    const metricNow = (id: MetricId) => changed.get(id) ?? metric(id)
    const notesNow = () => {
      const now = new Map(tables.notes)
      for (const [objectId, note] of changedNotes) {
        if (note === null) now.delete(objectId)
        else now.set(objectId, note)
      }
      return now
    }
    return {
      metric: metricNow,
      changeMetric: (id, change) => void changed.set(id, change(metricNow(id))),
      notes: () => [...notesNow().values()],
      putNote: (note) => void changedNotes.set(note.objectId, note),
      removeNote: (objectId) => void changedNotes.set(objectId, null),
      changed: () => ({
        metrics: [...changed.values()],
        notes: [...changedNotes.values()].filter((note) => note !== null),
      }),
      mutable(objectId) {
        const changedEntry = changedMutables.get(objectId)
        return changedEntry === undefined ? (mutables.get(objectId) ?? null) : changedEntry
      },
      putMutable: (entry) => void changedMutables.set(entry.objectId, entry),
      removeMutable: (objectId) => void changedMutables.set(objectId, null),
      async changes() {
        const ofMetrics = [...changed.values()].map((entry) => {
          const key = keys.get(entry.metric) ?? `${metricPrefix}${crypto.randomUUID()}`
          keys.set(entry.metric, key)
          return boxes.sealJson('index', key, entry)
        })
        const ofNotes =
          changedNotes.size > 0 ? [boxes.sealJson('index', notesKey, [...notesNow().values()])] : []
        const ofMutables = mutableShards(mutables, changedMutables).map(([digit, shard]) =>
          boxes.sealJson('index', `${mutablesPrefix}${digit}`, shard),
        )
        return Promise.all([...ofMetrics, ...ofNotes, ...ofMutables])
      },
      adopt() {
        for (const [id, entry] of changed) entries.set(id, entry)
        tables.notes = notesNow()
        for (const [objectId, entry] of changedMutables) {
          if (entry === null) mutables.delete(objectId)
          else mutables.set(objectId, entry)
        }
      },
    }
  }

  return {
    metrics: () => [...entries.values()],
    metric,
    notes: () => [...tables.notes.values()],
    mutables: (topic) =>
      [...mutables.values()].filter((entry) => topic === undefined || entry.topic === topic),
    mutable: (objectId) => mutables.get(objectId) ?? null,
    draft,
  }
}

/** The shards that these changes touch, as they will be. */
function mutableShards(
  before: ReadonlyMap<string, MutableEntry>,
  changed: ReadonlyMap<string, MutableEntry | null>,
): readonly (readonly [digit: string, shard: readonly MutableEntry[]])[] {
  const digits = new Set([...changed.keys()].map((objectId) => objectId.slice(0, 1)))
  const kept = [...before.values()].filter(({ objectId }) => !changed.has(objectId))
  const put = [...changed.values()].filter((entry) => entry !== null)
  return [...digits].map((digit) => [
    digit,
    [...kept, ...put].filter(({ objectId }) => objectId.startsWith(digit)),
  ])
}

function emptyEntry(metric: MetricId): MetricEntry {
  return { metric, blocks: [], records: [], days: [] }
}
