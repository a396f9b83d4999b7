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
  /** The bytes, where they stand inside a file of another kind: a PDF in a clinical document. */
  readonly content?: Uint8Array
  /** The text layer, where there is one. */
  readonly text?: string
  /** What its text seems to say: nothing of it counts before the person has confirmed it. */
  readonly proposals?: readonly ProposedResult[]
}

/** A laboratory result as it stands on a page. */
export interface ProposedResult {
  /** The metric that the name is known for, or `lab_other`. */
  readonly metric: MetricId
  /** As printed. */
  readonly name: string
  readonly comparator: '<' | '<=' | '>=' | '>' | null
  readonly value: number
  /** As printed; empty when there is none. */
  readonly unit: string
  readonly low: number | null
  readonly high: number | null
  /** The usual range as printed. */
  readonly range: string
  /** `H`, `L` or another mark beside the value. */
  readonly flag: string
  /** Counted from 1. */
  readonly page: number
  /** Where the line stands: points of 1/72 inch from the lower left corner of the page. */
  readonly box: {
    readonly left: number
    readonly bottom: number
    readonly right: number
    readonly top: number
  }
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
