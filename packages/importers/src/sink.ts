/**
 * What an importer hands over, and to whom. The hot path is `sample`: four numbers, nothing allocated; everything
 * that repeats (metric, source, unit, zone) is said once by `series`.
 */
import type { HealthRecord, MetricId, SourceIdentity } from '@nornos/health-model'

/** What all samples of one series share. */
export interface SeriesKey {
  readonly metric: MetricId
  readonly source: SourceIdentity
  /** UCUM, as reported: a unit that health-model converts, or the metric's own unit. */
  readonly unit: string
  /** The IANA zone that the source itself states; empty when it does not. */
  readonly zone: string
}

/**
 * A discrete fact: a workout, a laboratory result, a route. Its id is the hash of all of it (`recordIdentityInput`),
 * which the consumer computes, because hashing is a platform call.
 */
export type ImportedRecord = Omit<HealthRecord, 'recordId'>

/** Something that was understood as an item but not as which one. Kept as written, so that it can be read later. */
export interface RawItem {
  readonly type: string
  readonly text: string
}

/**
 * A file that is kept whole: a letter, an image, a genome. What could be read of it without opening it is here; its
 * bytes and their hash are the consumer's, which has the file.
 */
export interface ImportedDocument {
  /** A metric of kind `document`. */
  readonly metric: MetricId
  readonly contentType: string
  /** The entry inside an archive; empty for the file itself. */
  readonly file: string
  readonly title: string
  /** When it was made, milliseconds since 1970, UTC; null when it does not say. */
  readonly date: number | null
  /** What its headers say, in plain words: `modality`, `genome build`, `variants`. */
  readonly details: Readonly<Record<string, string>>
}

export interface ImportSink {
  /** The number to say with each sample of this series. The same key may be asked for again and again. */
  series(key: SeriesKey): number
  /** Times in milliseconds since 1970, UTC; `value` in the unit of the series, or a code number. */
  sample(series: number, start: number, end: number, value: number): void
  record(record: ImportedRecord): void
  raw(item: RawItem): void
  /** Absent where a consumer has no place for files. */
  document?(document: ImportedDocument): void
  /** Awaited between pieces of the file: where a consumer writes what it holds, and slows the reader down. */
  settle?(): Promise<void>
}
