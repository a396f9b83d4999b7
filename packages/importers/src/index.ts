/**
 * Files that people own, into the health model. One entry: `importFile`.
 *
 * Read next: import-file.ts, sink.ts, ../README.md.
 */

export {
  type BlockCollector,
  type BlockConsumer,
  createBlockCollector,
  HELD_SAMPLES_MAX,
} from './collect/block-collector.ts'
export { type MergedBlocks, mergeBlocks } from './collect/merge-blocks.ts'
export { FIRST_BYTES, type Format } from './format.ts'
export { detectFormat, formats } from './formats.ts'
export { type ImportFailure, type ImportOptions, type ImportProgress, importFile } from './import-file.ts'
export type { ImportInput } from './input.ts'
export { sampleTakenDetail } from './pdf/describe-pdf.ts'
export type { ImportReport, Skipped, SkippedPlace, SkipReason } from './report.ts'
export type {
  ImportedDocument,
  ImportedRecord,
  ImportSink,
  ProposedResult,
  RawItem,
  SeriesKey,
} from './sink.ts'
export { toldAt } from './told-at.ts'
export { ARCHIVE_LIMITS, type ArchiveLimits, type ArchiveRefusal } from './zip/archive-limits.ts'
export { crc32 } from './zip/crc32.ts'
export { readEntry } from './zip/read-entry.ts'
