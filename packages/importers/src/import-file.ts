/**
 * Imports one file: finds out what it is, reads it as a stream, hands samples and records to the sink and answers
 * with a report. An archive is read entry by entry, each by its own content.
 *
 * Read next: format.ts, sink.ts, report.ts.
 */
import type { ZoneHistory } from '@nornos/health-model'
import { err, fromUtf8, ok, type Result } from '@nornos/std'
import { PROFILE_NAME } from './fitbit/fitbit-profile.ts'
import { FIRST_BYTES, type ImportContext } from './format.ts'
import { detectFormat } from './formats.ts'
import {
  type ByteReader,
  blobAccess,
  blobReader,
  type ImportInput,
  type PeekableReader,
  peekable,
  type RandomAccess,
  streamReader,
  watchedReader,
} from './input.ts'
import { createLocalClock } from './local-time.ts'
import { createReport, type ImportReport } from './report.ts'
import type { ImportSink } from './sink.ts'
import {
  ARCHIVE_LIMITS,
  ArchiveError,
  type ArchiveLimits,
  type ArchiveRefusal,
} from './zip/archive-limits.ts'
import { EntryError } from './zip/entry-error.ts'
import { gunzipReader } from './zip/gunzip-reader.ts'
import type { Expansion } from './zip/inflate-reader.ts'
import { isZip } from './zip/is-zip.ts'
import { blobEntries } from './zip/zip-blob.ts'
import { type DirectoryEntry, readDirectory } from './zip/zip-directory.ts'
import type { ZipEntry } from './zip/zip-entry.ts'
import { streamEntries } from './zip/zip-stream.ts'

export interface ImportOptions {
  /** Cancelling makes `importFile` throw the signal's reason; what the sink got is the caller's to drop. */
  readonly signal?: AbortSignal
  /** Called for every piece that is read, at least each 512 KiB. */
  readonly onProgress?: (progress: ImportProgress) => void
  readonly limits?: ArchiveLimits
  /** For files whose times have no zone: the IANA zone of the person, or where they were when. */
  readonly zone?: string | ZoneHistory
}

export interface ImportProgress {
  readonly bytesRead: number
  /** Null for a stream. */
  readonly bytesTotal: number | null
  readonly samples: number
  readonly records: number
}

export type ImportFailure =
  /** Neither the file nor anything inside it is of a kind that we know. */
  | { readonly type: 'UnknownFormat'; readonly report: ImportReport }
  /** The archive is built to do harm, or cannot be told from one that is. */
  | { readonly type: 'ArchiveRefused'; readonly reason: ArchiveRefusal }

interface Import extends Omit<ImportContext, 'whole'> {
  readonly limits: ArchiveLimits
  readonly expansion: Expansion
  /** Counts progress and stops when cancelled. */
  readonly watch: (reader: ByteReader) => ByteReader
  /** The same for bytes that come without a reader. */
  readonly took: (bytes: number) => void
  bytesRead: number
}

/** Reads a file into the sink. Throws only when cancelled or when the input itself fails. */
export async function importFile(
  input: ImportInput,
  sink: ImportSink,
  options: ImportOptions = {},
): Promise<Result<ImportReport, ImportFailure>> {
  const run = startImport(input, sink, options)
  try {
    const isBlob = input instanceof Blob
    const reader = peekable(run.watch(isBlob ? blobReader(input) : streamReader(input)))
    await readAny(run, reader, isBlob ? input : null, 0)
    await sink.settle?.()
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    return err({ type: 'ArchiveRefused', reason: error.code })
  }
  const report = run.report.build(run.bytesRead)
  return report.format === '' ? err({ type: 'UnknownFormat', report }) : ok(report)
}

function startImport(input: ImportInput, sink: ImportSink, options: ImportOptions): Import {
  const { signal, onProgress, limits = ARCHIVE_LIMITS, zone = '' } = options
  const report = createReport()
  const bytesTotal = input instanceof Blob ? input.size : null
  const ownName = input instanceof File ? input.name : ''
  const run: Import = {
    sink,
    report,
    get fileName() {
      return report.file || ownName
    },
    clock: createLocalClock(zone, (used) => {
      report.usedZone = used || 'UTC'
    }),
    account: { weightUnit: null },
    limits,
    expansion: { bytes: 0 },
    bytesRead: 0,
    watch: (reader) => watchedReader(reader, run.took, signal),
    took(bytes) {
      signal?.throwIfAborted()
      run.bytesRead += bytes
      const { samples, records } = report
      onProgress?.({ bytesRead: run.bytesRead, bytesTotal, samples, records })
    },
  }
  return run
}

/** Reads a file or an entry. `blob` gives random access where there is one. */
async function readAny(
  run: Import,
  reader: PeekableReader,
  blob: Blob | null,
  nesting: number,
): Promise<void> {
  const first = await reader.peek(FIRST_BYTES)
  if (isZip(first)) {
    if (nesting <= run.limits.nestingMax) await readArchive(run, reader, blob, nesting)
    else run.report.skip('zip', 'unreadable-file', 0, 'An archive inside an archive is not opened.')
    return
  }
  if (isGzip(first) && nesting <= run.limits.nestingMax) {
    await readGzip(run, reader, nesting)
    return
  }
  const format = detectFormat(first)
  if (format === null) {
    await keepUnknown(run, reader, nesting)
    return
  }
  if (run.report.format === '') run.report.format = format.id
  const { account, clock, fileName, limits, report, sink } = run
  const whole = blob === null ? null : wholeOf(run, blob)
  await format.read(reader, { sink, report, fileName, clock, whole, account, limits })
}

/** What is read again counts once: progress never passes the end. */
function wholeOf(run: Import, blob: Blob): RandomAccess {
  const told = new Set<number>()
  return {
    size: blob.size,
    async read(start, end) {
      if (told.size === 0) run.bytesRead = 0
      const bytes = await blobAccess(blob).read(start, end)
      const isNew = !told.has(start)
      told.add(start)
      run.took(isNew ? bytes.length : 0)
      return bytes
    },
  }
}

/** Small enough to be kept as written beside what was read. */
const KEPT_FILE_MAX = 256 * 1024

/** A text of an archive that nobody knows is kept; what is large or no text stays in the person's file. */
async function keepUnknown(run: Import, reader: PeekableReader, nesting: number): Promise<void> {
  const kind = extensionOf(run.report.file)
  const bytes = await reader.peek(KEPT_FILE_MAX + 1)
  const text = bytes.length <= KEPT_FILE_MAX ? fromUtf8(bytes) : null
  // A file of its own that nobody knows is refused, not kept.
  if (nesting > 0 && (text === null || text.includes('\0'))) {
    run.report.notKept(`${kind} file`, 1)
    return
  }
  run.report.unknown(kind)
  if (nesting > 0 && text !== null) run.sink.raw({ type: `${kind} file`, text })
}

async function readGzip(run: Import, reader: PeekableReader, nesting: number): Promise<void> {
  try {
    await readAny(run, peekable(gunzipReader(reader, run.limits, run.expansion)), null, nesting + 1)
  } catch (error) {
    // It fails in its first bytes; later failures are noted where they are met.
    if (!(error instanceof EntryError)) throw error
    run.report.skip('gzip', 'unreadable-file', 0, error.code)
  }
}

function isGzip(first: Uint8Array): boolean {
  return first[0] === 0x1f && first[1] === 0x8b && first[2] === 8
}

function extensionOf(name: string): string {
  return /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0].toLowerCase() ?? '(a file)'
}

async function readArchive(
  run: Import,
  reader: PeekableReader,
  blob: Blob | null,
  nesting: number,
): Promise<void> {
  const outer = run.report.file
  for await (const entry of await entriesOf(run, reader, blob)) {
    run.report.file = outer === '' ? entry.name : `${outer}/${entry.name}`
    run.report.met(run.report.file)
    await readEntry(run, entry, nesting)
    run.report.file = outer
  }
}

async function entriesOf(
  run: Import,
  reader: PeekableReader,
  blob: Blob | null,
): Promise<AsyncGenerator<ZipEntry>> {
  const directory = blob === null ? null : await readDirectory(blob, run.limits)
  if (blob !== null && directory !== null) {
    run.bytesRead = 0
    const bytesBetween = (start: number, end: number) => run.watch(blobReader(blob, start, end))
    const ordered = directory.toSorted((left, right) => rank(right) - rank(left))
    return blobEntries(blob, ordered, run.limits, run.expansion, bytesBetween)
  }
  if (blob !== null) run.report.partial(blob.size, 'The archive ends too early.')
  return streamEntries(reader, run.limits, run.expansion)
}

/**
 * What says something about the others comes first, then the largest entry: it is the one with the measurements, and the
 * person is waiting for a first chart.
 */
function rank({ expandedBytes, name }: DirectoryEntry): number {
  return PROFILE_NAME.test(name) ? Number.MAX_VALUE : expandedBytes
}

async function readEntry(run: Import, entry: ZipEntry, nesting: number): Promise<void> {
  try {
    await readAny(run, peekable(entry.content), null, nesting + 1)
  } catch (error) {
    // An entry that fails in its first bytes; later failures are noted where they are met.
    if (!(error instanceof EntryError)) throw error
    run.report.skip(extensionOf(entry.name), 'unreadable-file', 0, error.code)
  }
}
