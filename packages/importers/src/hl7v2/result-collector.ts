/**
 * Puts together what belongs to one result: the message and the order above it, the notes and further lines of text
 * below it. A result is handed over when the next thing begins.
 */
import { embeddedDocument, fromBase64 } from '../clinical/embedded-file.ts'
import { hl7Time, NO_TIME, type StatedTime } from '../clinical/hl7-time.ts'
import { observationTimes } from '../clinical/observation-times.ts'
import type { Emitter } from '../emitter.ts'
import { readObservation } from '../fhir/fhir-observation.ts'
import { readResource } from '../fhir/fhir-resource.ts'
import type { ImportContext } from '../format.ts'
import { observationOf, type Result } from './map-observation.ts'
import { firstTime } from './map-value.ts'
import type { Segment } from './segment.ts'

export interface ResultCollector {
  /** `written` is the segment as it stands in the file. */
  segment(segment: Segment, written: string): void
  finish(): void
}

interface Pending extends Result {
  readonly stated: StatedTime
  readonly lines: string[]
  readonly notes: string[]
  readonly place: number
}

interface State {
  readonly context: ImportContext
  emit: Emitter
  order: Segment | null
  orderTime: StatedTime
  pending: Pending | null
}

const LINES_MAX = 10_000
const NOTES_MAX = 200
/** Who, where, who pays, what was ordered: around the results, not of them. */
const AROUND = new Set(
  'MSH FHS BHS BTS FTS EVN PD1 PV1 PV2 ORC NK1 GT1 IN1 IN2 IN3 SFT SPM SAC TQ1 TQ2 FT1 CTI ROL PRT MSA QRD QRF DSC CTD ARV'.split(
    ' ',
  ),
)

export function createResultCollector(context: ImportContext, emit: Emitter): ResultCollector {
  const state: State = { context, emit, order: null, orderTime: NO_TIME, pending: null }
  return {
    segment: (segment, written) => readSegment(state, segment, written),
    finish: () => handOver(state),
  }
}

function readSegment(state: State, segment: Segment, written: string): void {
  const { emit, context } = state
  if (segment.name === 'NTE') {
    addNote(state, segment)
    return
  }
  if (segment.name === 'OBX') {
    readResult(state, segment)
    return
  }
  handOver(state)
  emit.count(segment.name)
  if (segment.name === 'MSH') startMessage(state, segment)
  else if (segment.name === 'OBR') {
    state.order = segment
    state.orderTime = firstTime(...[7, 14, 22].map((number) => hl7Time(segment.text(number), context.clock)))
  } else if (segment.name === 'PID') readPatient(state, segment)
  else if (!AROUND.has(segment.name)) emit.unknown(segment.name, written)
}

function startMessage(state: State, header: Segment): void {
  state.order = null
  state.orderTime = NO_TIME
  const facility = header.text(4) || header.text(3)
  const { place } = state.emit
  state.emit = state.emit.from({ name: 'Laboratory report', manufacturer: facility })
  state.emit.place = place
  state.context.report.exportedAt ??= hl7Time(header.text(7), state.context.clock).start
}

const SEXES: Readonly<Record<string, string>> = { F: 'female', M: 'male', O: 'other' }

function readPatient(state: State, patient: Segment): void {
  const birth = hl7Time(patient.text(7), state.context.clock)
  const person = {
    resourceType: 'Patient',
    birthDate: birth.day || birth.text,
    gender: SEXES[patient.text(8)] ?? '',
  }
  readResource(state.emit, person, state.context.clock)
}

function addNote(state: State, note: Segment): void {
  state.emit.count('NTE')
  const text = note
    .repetitions(3)
    .map((parts) => parts.join('^'))
    .join('\n')
  const { pending } = state
  if (pending === null) {
    if (text !== '') state.emit.unknown('NTE', text)
  } else if (pending.notes.length < NOTES_MAX) pending.notes.push(text)
}

function readResult(state: State, result: Segment): void {
  state.emit.count('OBX')
  if (isFurtherLine(state.pending, result)) {
    if (state.pending !== null && state.pending.lines.length < LINES_MAX)
      state.pending.lines.push(lineOf(result))
    return
  }
  handOver(state)
  if (result.text(2) === 'ED') readFile(state, result)
  else {
    const stated = firstTime(hl7Time(result.text(14), state.context.clock), state.orderTime)
    state.pending = {
      result,
      order: state.order,
      lines: [lineOf(result)],
      notes: [],
      time: stated.text,
      stated,
      place: state.emit.place,
    }
  }
}

/** A report goes on in the next segment under the same name. */
function isFurtherLine(pending: Pending | null, result: Segment): boolean {
  if (pending === null || !/^(?:TX|FT)$/.test(result.text(2))) return false
  const before = pending.result
  return (
    before.text(2) === result.text(2) &&
    before.field(3) === result.field(3) &&
    before.field(4) === result.field(4)
  )
}

function lineOf(result: Segment): string {
  return result
    .repetitions(5)
    .map((parts) => parts.join('^'))
    .join('\n')
}

function handOver(state: State): void {
  const { pending, emit, context } = state
  state.pending = null
  if (pending === null) return
  const { place } = emit
  emit.place = pending.place
  readObservation(emit, observationOf(pending), observationTimes(pending.stated, NO_TIME, context.clock))
  emit.place = place
}

/** `Application^pdf^pdf^Base64^JVBERi0…`. */
function readFile(state: State, result: Segment): void {
  const [, type = '', subtype = '', , content = ''] = result.repetitions(5)[0] ?? []
  const bytes = fromBase64(content)
  if (bytes === null || bytes.length === 0) {
    state.emit.skip('embedded file', 'unreadable-file', result.text(3, 2))
    return
  }
  const { clock } = state.context
  const { start: date } = firstTime(hl7Time(result.text(14), clock), state.orderTime)
  const title = result.text(3, 2) || state.order?.text(4, 2) || 'Report'
  state.emit.document(
    embeddedDocument(bytes, { stated: `${type}/${subtype}`.toLowerCase(), title, date }, clock),
  )
}
