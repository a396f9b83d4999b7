/** What every importer is: a test on the first bytes and a reader. Read next: formats.ts, import-file.ts. */
import type { PeekableReader, RandomAccess } from './input.ts'
import type { LocalClock } from './local-time.ts'
import type { ReportBuilder } from './report.ts'
import type { ImportSink } from './sink.ts'
import type { ArchiveLimits } from './zip/archive-limits.ts'

export interface ImportContext {
  readonly sink: ImportSink
  readonly report: ReportBuilder
  /**
   * What the file or the entry of an archive is called, with its folders as far as they are known; empty when it has no
   * name. It decides nothing but what a bare list of numbers counts, where the content does not say.
   */
  readonly fileName: string
  /** For times without a zone. */
  readonly clock: LocalClock
  /** The file itself, where it can be read anywhere; null for a stream and for an entry of an archive. */
  readonly whole: RandomAccess | null
  readonly limits: Pick<ArchiveLimits, 'databaseBytesMax'>
  /** What a file of an archive has said about those that come after it. */
  readonly account: Account
}

export interface Account {
  /** In which weighings stand that name none. */
  weightUnit: 'kg' | 'lb' | 'st' | null
}

export interface Format {
  /** Names the source in reports, such as `apple-health`. */
  readonly id: string
  /** By content alone: names are localised, lost and wrong. `first` holds up to `FIRST_BYTES` bytes. */
  matches(first: Uint8Array): boolean
  /** Reads to the end. What cannot be read goes into the report; only cancelling and a hostile archive throw. */
  read(reader: PeekableReader, context: ImportContext): Promise<void>
}

/** How much a format may look at before it says whether the file is one of its own. */
export const FIRST_BYTES = 16 * 1024
