/** One import as the screens show it. */
import type { Instant, MetricId } from '@nornos/health-model'

export interface DeviceCounts {
  /** Readings that are new to this vault. */
  readonly added: number
  /** Readings that were there already. */
  readonly known: number
  /** Readings that could not be read; `skippedPlaces` names some of them. */
  readonly skipped: number
  /** Readings of kinds that are kept as written. */
  readonly unknown: number
}

export type ImportProblem =
  | { readonly type: 'FileNotRecognised' }
  | { readonly type: 'FileEmpty' }
  | { readonly type: 'FileTruncated'; readonly kept: DeviceCounts }
  | {
      readonly type: 'ArchiveRefused'
      readonly reason: 'too_large' | 'too_many_entries' | 'ratio' | 'nested'
    }
  | { readonly type: 'FileUnreadable' }
  | { readonly type: 'TooManyFiles'; readonly filesMax: number }

/** Why an import ended as it did. */
export type ImportFailureProblem = ImportProblem | { readonly type: 'DeviceFull' }

/** A document that an import has kept whole. */
export interface KeptDocument {
  /** SHA-256, base64url. */
  readonly sha256: string
  /** Lines of it that look like laboratory results. */
  readonly proposals: number
}

export interface SkippedPlace {
  readonly reason: string
  /** Byte offset or line in the file, in words. */
  readonly place: string
  readonly detail: string
}

/** What a chart draws while the file is being read. */
export interface ImportPreview {
  readonly metric: MetricId
  /** Milliseconds since 1970, UTC days. */
  readonly from: number
  readonly to: number
  /** Evenly from `from` to `to`, in the metric's own unit; null where there is nothing. */
  readonly values: readonly (number | null)[]
}

export interface ImportState {
  readonly importId: string
  readonly fileName: string
  readonly source: string
  /** Who put it into the inbox: `service:…`. Null for a file that the person chose. */
  readonly senderId: string | null
  readonly startedAt: Instant
  /** `interrupted`: what was read counts; the same file goes on where it stopped. */
  readonly step:
    | 'waiting'
    | 'reading'
    | 'sealing'
    | 'sending'
    | 'done'
    | 'cancelled'
    | 'failed'
    | 'interrupted'
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly readings: number
  /** Null until there is enough to tell. */
  readonly secondsLeft: number | null
  /** Null before there is something to draw, and when the import is over. */
  readonly preview: ImportPreview | null
  readonly counts: DeviceCounts
  /** Until when its sources reached before, where they were known: what is new came after it. */
  readonly newSince: Instant | null
  readonly skippedPlaces: readonly SkippedPlace[]
  /** What the file held, by the type's name there. */
  readonly readByType: Readonly<Record<string, number>>
  /** Kept as written. */
  readonly unknownByType: Readonly<Record<string, number>>
  /** What stays in the person's file alone. */
  readonly notKeptByType: Readonly<Record<string, number>>
  /** How many files it names that only the archive holds which it was taken from. */
  readonly filesApart: number
  /** The first hundred. */
  readonly documents: readonly KeptDocument[]
  readonly problem: ImportFailureProblem | null
}
