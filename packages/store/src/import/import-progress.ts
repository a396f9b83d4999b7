/** How an import stands, for the person who waits for it; told at least ten times a second while it runs. */
import { type Block, millisecondsToInstant } from '@nornos/health-model'
import type { ImportFailure, ImportProgress, ImportReport } from '@nornos/importers'
import type { DeviceProblem } from '../device-problem.ts'
import type {
  DeviceCounts,
  ImportFailureProblem,
  ImportProblem,
  ImportState,
  KeptDocument,
  SkippedPlace,
} from '../import-state.ts'
import type { OpenDevice } from '../open-device.ts'
import { createPreview } from './import-preview.ts'

export interface ImportProgressReport {
  state(): ImportState
  read(progress: ImportProgress): void
  /** These days of one metric and source were read. */
  drew(blocks: readonly Block[]): void
  /** Something was sealed. */
  tick(): void
  /** It is its turn. */
  begin(): void
  sealing(): void
  done(report: ImportReport, found: Found): void
  refuse(failure: ImportFailure): void
  /** Null: it was cancelled. */
  fail(problem: DeviceProblem | null): void
}

interface Found {
  readonly added: number
  readonly refused: number
  /** Milliseconds since 1970; null when its sources were not known. */
  readonly newSince: number | null
  readonly documents: readonly KeptDocument[]
}

const toldEveryMs = 80
const placesMax = 50
const documentsMax = 100
/** Before that, a guess of the time that is left is worth nothing. */
const guessAfterMs = 1_500

/** `importId` when it goes on with an earlier attempt. */
export function createImportProgress(
  device: OpenDevice,
  file: File,
  senderId: string | null,
  importId: string = crypto.randomUUID(),
): ImportProgressReport {
  const preview = createPreview()
  let begunMs = performance.now()
  let toldMs = begunMs
  let state: ImportState = {
    importId,
    fileName: file.name,
    source: '',
    senderId,
    startedAt: millisecondsToInstant(device.clock.now().getTime()),
    step: 'waiting',
    bytesRead: 0,
    bytesTotal: file.size,
    readings: 0,
    secondsLeft: null,
    preview: null,
    counts: { added: 0, known: 0, skipped: 0, unknown: 0 },
    newSince: null,
    skippedPlaces: [],
    readByType: {},
    unknownByType: {},
    notKeptByType: {},
    filesApart: 0,
    documents: [],
    problem: null,
  }

  function change(changes: Partial<ImportState>): void {
    state = { ...state, ...changes }
  }

  function tell(isUrgent: boolean): void {
    const nowMs = performance.now()
    if (!isUrgent && nowMs - toldMs < toldEveryMs) return
    toldMs = nowMs
    device.changed('imports')
  }

  function secondsLeft(bytesRead: number): number | null {
    const elapsedMs = performance.now() - begunMs
    if (elapsedMs < guessAfterMs || bytesRead === 0) return null
    return Math.round((elapsedMs / 1_000) * Math.max(0, file.size / bytesRead - 1))
  }

  return {
    state: () => state,
    read({ bytesRead, samples, records }) {
      change({ bytesRead, readings: samples + records, secondsLeft: secondsLeft(bytesRead) })
      tell(false)
    },
    drew(blocks) {
      const isFirst = state.preview === null
      change({ preview: preview.add(blocks) })
      tell(isFirst && state.preview !== null)
    },
    tick: () => tell(false),
    begin() {
      begunMs = performance.now()
      change({ step: 'reading', startedAt: millisecondsToInstant(device.clock.now().getTime()) })
      tell(true)
    },
    sealing() {
      change({ step: 'sealing', secondsLeft: null })
      tell(true)
    },
    done(report, found) {
      const counts = countsOf(report, found)
      const newSince = found.newSince === null ? null : millisecondsToInstant(found.newSince)
      const problem = problemOfReport(report, counts)
      const documents = found.documents.slice(0, documentsMax)
      change({ step: 'done', preview: null, counts, newSince, ...wordsOf(report), documents, problem })
    },
    refuse(failure) {
      const words = failure.type === 'UnknownFormat' ? wordsOf(failure.report) : {}
      change({ step: 'failed', preview: null, ...words, problem: problemOfFailure(failure) })
    },
    fail(problem) {
      const kept = problem !== null && isImportProblem(problem) ? problem : null
      change({
        step: problem === null ? 'cancelled' : 'failed',
        secondsLeft: null,
        preview: null,
        problem: kept,
      })
    },
  }
}

function countsOf(report: ImportReport, found: Found): DeviceCounts {
  const skipped = report.skipped.reduce((sum, { count }) => sum + count, 0) + found.refused
  const unknown = sumOf(report.unknown)
  const known = Math.max(0, report.samples + report.records - found.added - found.refused)
  return { added: found.added, known, skipped, unknown }
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function wordsOf(report: ImportReport): Partial<ImportState> {
  const places: SkippedPlace[] = report.skipped.flatMap(({ reason, type, places: some }) =>
    some.map(({ file, place, detail }) => ({
      reason: `${type}: ${reason}`,
      place: file === '' ? `byte ${place}` : `${file}, byte ${place}`,
      detail,
    })),
  )
  return {
    source: report.format,
    bytesRead: report.bytesRead,
    readings: report.samples + report.records,
    skippedPlaces: places.slice(0, placesMax),
    readByType: report.read,
    unknownByType: report.unknown,
    notKeptByType: report.detailsNotKept,
    filesApart: sumOf(report.apart),
  }
}

/** A file that breaks off gives what it holds, and says so. */
function problemOfReport(report: ImportReport, kept: DeviceCounts): ImportFailureProblem | null {
  return report.partial.length > 0 ? { type: 'FileTruncated', kept } : null
}

const archiveReasons = {
  'expands-too-much': 'too_large',
  'ratio-too-high': 'ratio',
  'too-many-entries': 'too_many_entries',
  'overlapping-entries': 'ratio',
  'directory-too-large': 'too_many_entries',
} as const

function problemOfFailure(failure: ImportFailure): ImportProblem {
  if (failure.type === 'UnknownFormat') return { type: 'FileNotRecognised' }
  return { type: 'ArchiveRefused', reason: archiveReasons[failure.reason] }
}

function isImportProblem(problem: DeviceProblem): problem is ImportFailureProblem {
  return problem.type === 'FileUnreadable' || problem.type === 'DeviceFull'
}
