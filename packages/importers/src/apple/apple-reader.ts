/**
 * Reads an Apple Health export (`export.xml`) out of chunks of bytes. No general XML parser: the elements are few,
 * flat and known, and what is not known is kept raw.
 *
 * Read next: record-reader.ts, workout-reader.ts, person-records.ts.
 */
import type { ReportBuilder } from '../report.ts'
import type { ImportedRecord, ImportSink } from '../sink.ts'
import { attributesOf, CLOSE, EMPTY, type Tag, tagName, tagSource } from '../xml/tag.ts'
import { createTagScanner } from '../xml/tag-scanner.ts'
import { CREATION_DATE, TAG_BEAT, TAG_METADATA, TAG_RECORD } from './attribute-names.ts'
import type { BeatList } from './heart-beats.ts'
import { parseDateText } from './parse-date.ts'
import { type Component, componentsOf, goalsRecord, measuredRecord, personRecords } from './person-records.ts'
import { closeRecord, createBeatReader, openRecord, readMetadata, reportCounts } from './record-reader.ts'
import { createRecordState, type RecordState, readAttributes } from './record-state.ts'
import { closeWorkout, openWorkout, readWorkoutPart } from './workout-reader.ts'
import type { OpenWorkout } from './workout-state.ts'

export interface AppleReader {
  push(chunk: Uint8Array): void
  finish(): void
}

interface ReaderState {
  readonly record: RecordState
  readonly beats: BeatList
  isInCorrelation: boolean
  workout: OpenWorkout | null
  /** An audiogram or a prescription that is open. */
  measured: { readonly attributes: Record<string, string>; readonly components: Component[] } | null
  hasEnded: boolean
  metadataCount: number
  beatCount: number
}

export function createAppleReader(sink: ImportSink, report: ReportBuilder): AppleReader {
  const record = createRecordState(sink, report)
  const state: ReaderState = {
    record,
    beats: createBeatReader(record),
    isInCorrelation: false,
    workout: null,
    measured: null,
    hasEnded: false,
    metadataCount: 0,
    beatCount: 0,
  }
  let length = 0
  const listener = {
    tag: (tag: Tag) => readTag(state, tag),
    broken: (offset: number) => report.skip('', 'broken-markup', offset, ''),
  }
  const scanner = createTagScanner(listener, CREATION_DATE)
  return {
    push(chunk) {
      length += chunk.length
      scanner.push(chunk)
    },
    finish() {
      const cut = scanner.finish()
      if (!state.hasEnded) report.partial(cut ?? length, 'The file ends before its last element.')
      record.bouts.finish()
      reportCounts(record)
      report.count('MetadataEntry', state.metadataCount)
      report.count('InstantaneousBeatsPerMinute', state.beatCount)
    },
  }
}

function readTag(state: ReaderState, tag: Tag): void {
  const { record } = state
  if (tag.nameHash === TAG_RECORD) {
    if (tag.kind === CLOSE) closeRecord(record)
    else openRecord(record, tag, state.isInCorrelation)
  } else if (tag.nameHash === TAG_METADATA) {
    if (tag.kind === CLOSE) return
    state.metadataCount++
    if (record.isOpen) readMetadata(record, tag)
    else if (state.workout !== null) readWorkoutPart(state.workout, 'MetadataEntry', tag)
  } else if (tag.nameHash === TAG_BEAT) {
    if (tag.kind === CLOSE) return
    state.beatCount++
    state.beats.beat(tag)
  } else readOther(state, tag)
}

/** Everything that comes by the hundred, not by the million. */
function readOther(state: ReaderState, tag: Tag): void {
  const name = tagName(tag)
  const { report, sink } = state.record
  if (tag.kind !== CLOSE) report.count(name)
  const handler = handlers.get(name)
  if (handler !== undefined) handler(state, tag, name)
  else if (tag.kind !== CLOSE) {
    report.unknown(name)
    sink.raw({ type: name, text: tagSource(tag) })
  }
}

type Handler = (state: ReaderState, tag: Tag, name: string) => void

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['HealthData', readRoot],
  ['ExportDate', readExportDate],
  ['Me', readPerson],
  ['Correlation', readCorrelation],
  ['HeartRateVariabilityMetadataList', readBeatList],
  ['Workout', readWorkout],
  ['WorkoutEvent', readPart],
  ['WorkoutStatistics', readPart],
  ['WorkoutActivity', readPart],
  ['WorkoutRoute', readPart],
  ['FileReference', readReference('path')],
  ['ClinicalRecord', readReference('resourceFilePath')],
  // It has an identifier and no more: an export does not hold what it stands for.
  ['Attachment', ignore],
  ['ActivitySummary', readGoals],
  ['Audiogram', readMeasured],
  ['SensitivityPoint', readComponent],
  ['VisionPrescription', readMeasured],
  ['RightEye', readComponent],
  ['LeftEye', readComponent],
])

function ignore(): void {
  // Counted already; nothing of it is data.
}

/** What it names, a route or a resource of a hospital, is read as a file of the archive. */
function readReference(attribute: string): Handler {
  return (state, tag, name) => {
    if (tag.kind === CLOSE) return
    const file = attributesOf(tag)[attribute] ?? ''
    if (file !== '') state.record.report.names(name, file, tag.offset)
  }
}

function readRoot(state: ReaderState, tag: Tag): void {
  if (tag.kind !== 0) state.hasEnded = true
}

function readExportDate(state: ReaderState, tag: Tag): void {
  const at = parseDateText(attributesOf(tag)['value'] ?? '')
  if (!Number.isNaN(at)) state.record.report.exportedAt = at
}

function readPerson(state: ReaderState, tag: Tag): void {
  for (const one of personRecords(attributesOf(tag))) emit(state, one)
}

function readCorrelation(state: ReaderState, tag: Tag): void {
  state.isInCorrelation = tag.kind !== CLOSE && tag.kind !== EMPTY
}

function readBeatList(state: ReaderState, tag: Tag): void {
  if (tag.kind !== CLOSE) state.beats.start(state.record.start)
}

function readWorkout(state: ReaderState, tag: Tag): void {
  if (tag.kind !== CLOSE) state.workout = openWorkout(state.record, tag)
  if (tag.kind === 0 || state.workout === null) return
  closeWorkout(state.record, state.workout)
  state.workout = null
}

function readPart(state: ReaderState, tag: Tag, name: string): void {
  if (state.workout !== null) readWorkoutPart(state.workout, name, tag)
}

function readGoals(state: ReaderState, tag: Tag): void {
  if (tag.kind === CLOSE) return
  const one = goalsRecord(attributesOf(tag))
  if (one === null) state.record.report.skip('ActivitySummary', 'bad-date', tag.offset, '')
  else emit(state, one)
}

function readMeasured(state: ReaderState, tag: Tag, name: string): void {
  if (tag.kind !== CLOSE) {
    readAttributes(state.record, tag)
    state.measured = { attributes: attributesOf(tag), components: [] }
  }
  if (tag.kind === 0 || state.measured === null) return
  const { attributes, components } = state.measured
  const { sources, nameId, deviceId, report } = state.record
  const source = sources.identity(sources.numberOf(nameId, deviceId))
  const id = name === 'Audiogram' ? 'audiogram' : 'vision_prescription'
  const one = measuredRecord(id, attributes, source, components)
  if (one === null) report.skip(name, 'bad-date', tag.offset, '')
  else emit(state, one)
  state.measured = null
}

const LABELS: Readonly<Record<string, string>> = { RightEye: 'right', LeftEye: 'left' }
const COMPONENTS_MAX = 400

function readComponent(state: ReaderState, tag: Tag, name: string): void {
  if (tag.kind === CLOSE || state.measured === null) return
  const attributes = attributesOf(tag)
  const frequency = attributes['frequencyValue']
  const label =
    frequency === undefined ? (LABELS[name] ?? '') : `${frequency} ${attributes['frequencyUnit'] ?? 'Hz'}`
  const found = componentsOf(label, attributes)
  if (state.measured.components.length + found.length <= COMPONENTS_MAX)
    state.measured.components.push(...found)
}

function emit(state: ReaderState, one: ImportedRecord): void {
  state.record.report.records++
  state.record.sink.record(one)
}
