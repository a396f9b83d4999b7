/** What an import did, for the person: what was read, what was not and where and why. Bounded whatever the file. */

/** Why one item was left out. */
export type SkipReason =
  | 'broken-markup'
  | 'bad-date'
  | 'bad-value'
  | 'unknown-code'
  | 'unknown-unit'
  | 'missing-attribute'
  | 'too-many-sources'
  | 'unreadable-file'
  /** A file that another one names is not beside it. */
  | 'missing-file'
  | 'too-large'

export interface SkippedPlace {
  /** The file inside the archive; empty for a plain file. */
  readonly file: string
  /** Byte offset in that file, or the line of a text table. */
  readonly place: number
  readonly detail: string
}

export interface Skipped {
  readonly type: string
  readonly reason: SkipReason
  readonly count: number
  /** The first few. */
  readonly places: readonly SkippedPlace[]
}

export interface ImportReport {
  readonly format: string
  readonly bytesRead: number
  /** Entries of the file by the type that the file itself names, whatever became of them. */
  readonly read: Readonly<Record<string, number>>
  readonly samples: number
  readonly records: number
  /** Files that are kept whole. */
  readonly documents: number
  readonly skipped: readonly Skipped[]
  /** Types that we do not know, kept raw. */
  readonly unknown: Readonly<Record<string, number>>
  /** Details of samples that blocks have no place for, messages only their maker understands, large files of an
   * archive that nobody knows: by name and how often. They stay in the original file. */
  readonly detailsNotKept: Readonly<Record<string, number>>
  /** Of a file that was chosen without its archive: what it names and does not hold, by type. The archive has it. */
  readonly apart: Readonly<Record<string, number>>
  /** When the file says that it was made; milliseconds since 1970, UTC. */
  readonly exportedAt: number | null
  /** The zone by which times without one were read, of several the last; null when every time had its own. */
  readonly usedZone: string | null
  /** Where the input ended too early or stopped being readable; empty when everything was read. */
  readonly partial: readonly SkippedPlace[]
}

export interface ReportBuilder {
  /** The file that is being read now. */
  file: string
  format: string
  samples: number
  records: number
  documents: number
  exportedAt: number | null
  usedZone: string | null
  notKept(detail: string, howMany: number): void
  count(type: string, howMany?: number): void
  skip(type: string, reason: SkipReason, place: number, detail: string): void
  unknown(type: string): void
  partial(place: number, detail: string): void
  /** A file that is read now, or was come by, in an archive. */
  met(file: string): void
  /** The file names another one that holds what this item is about. One that is not met in its archive is told at the end. */
  names(type: string, file: string, place: number): void
  build(bytesRead: number): ImportReport
}

const PLACES_MAX = 20
const TYPES_MAX = 2000
const DETAIL_MAX = 200
/** Of an archive, and of those that its files name. */
const FILES_MAX = 100_000
const OTHER_TYPES = '(further types)'

interface Counter {
  count: number
}

/** By type. A counter is looked up once for each item of a file, and not written back. */
type Counts = Map<string, Counter>

export function createReport(format = ''): ReportBuilder {
  const read: Counts = new Map()
  const unknown: Counts = new Map()
  const skipped = new Map<
    string,
    { type: string; reason: SkipReason; count: number; places: SkippedPlace[] }
  >()
  const notKept: Counts = new Map()
  const partial: SkippedPlace[] = []
  const met = new Set<string>()
  const named: { readonly type: string; readonly file: string; readonly at: SkippedPlace }[] = []

  const builder: ReportBuilder = {
    file: '',
    format,
    samples: 0,
    records: 0,
    documents: 0,
    exportedAt: null,
    usedZone: null,
    notKept: (detail, howMany) => add(notKept, detail, howMany),
    count: (type, howMany = 1) => add(read, type, howMany),
    skip: (type, reason, place, detail) => skipAt(type, reason, placeOf(place, detail)),
    unknown: (type) => add(unknown, type, 1),
    partial(place, detail) {
      if (partial.length < PLACES_MAX) partial.push(placeOf(place, detail))
    },
    met(file) {
      if (met.size < FILES_MAX) met.add(tailOf(file))
    },
    names(type, file, place) {
      if (named.length < FILES_MAX) named.push({ type, file: tailOf(file), at: placeOf(place, file) })
    },
    build(bytesRead) {
      const apart: Counts = new Map()
      const isAlone = met.size === 0
      for (const { type, file, at } of named) {
        if (isAlone) add(apart, type, 1)
        else if (!met.has(file)) skipAt(type, 'missing-file', at)
      }
      return {
        format: builder.format,
        bytesRead,
        read: countsByType(read),
        samples: builder.samples,
        records: builder.records,
        documents: builder.documents,
        skipped: [...skipped.values()],
        unknown: countsByType(unknown),
        detailsNotKept: countsByType(notKept),
        apart: countsByType(apart),
        exportedAt: builder.exportedAt,
        usedZone: builder.usedZone,
        partial,
      }
    },
  }

  function skipAt(type: string, reason: SkipReason, at: SkippedPlace): void {
    const key = `${reason} ${skipped.size < TYPES_MAX ? type : OTHER_TYPES}`
    const known = skipped.get(key) ?? { type, reason, count: 0, places: [] }
    known.count++
    if (known.places.length < PLACES_MAX) known.places.push(at)
    skipped.set(key, known)
  }

  function placeOf(place: number, detail: string): SkippedPlace {
    return { file: builder.file, place, detail: detail.slice(0, DETAIL_MAX) }
  }

  return builder
}

/** An archive puts a folder above all, which what is named does not have: the file and its own folder tell it. */
function tailOf(file: string): string {
  return file.split('/').filter(Boolean).slice(-2).join('/')
}

function add(counts: Counts, type: string, howMany: number): void {
  const known = counts.get(type) ?? counterFor(counts, type)
  known.count += howMany
}

function counterFor(counts: Counts, type: string): Counter {
  const kept = counts.size < TYPES_MAX ? type : OTHER_TYPES
  const counter = counts.get(kept) ?? { count: 0 }
  counts.set(kept, counter)
  return counter
}

function countsByType(counts: Counts): Record<string, number> {
  return Object.fromEntries([...counts].map(([type, { count }]) => [type, count]))
}
