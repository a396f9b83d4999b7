/**
 * The one record that is being read, in numbers: its zone and its finger-prick mark come behind it, as metadata, so
 * it cannot be handed over at its first tag. Beside it the tables that an export shares between its records.
 */
import type { ReportBuilder } from '../report.ts'
import type { ImportSink } from '../sink.ts'
import { createInterner, type Interner } from '../text/interner.ts'
import { decodeText } from '../xml/decode-text.ts'
import type { Tag } from '../xml/tag.ts'
import { DEVICE, END_DATE, SOURCE_NAME, START_DATE, TYPE, UNIT, VALUE } from './attribute-names.ts'
import { type Bouts, createBouts } from './bout-records.ts'
import { createDateParser, type DateParser } from './parse-date.ts'
import { beatChannel, type Channel, makeChannel } from './record-channels.ts'
import { createSourceTable, type SourceTable } from './source-table.ts'

export const TYPES_MAX = 4096
/** Zones per export; as a factor it packs a source and a zone into one number. */
export const ZONE_SPAN = 1024

export interface RecordState {
  readonly sink: ImportSink
  readonly report: ReportBuilder
  readonly types: Interner
  readonly names: Interner
  readonly devices: Interner
  readonly units: Interner
  readonly values: Interner
  readonly keys: Interner
  readonly zones: Interner
  readonly sources: SourceTable
  readonly dates: DateParser
  /** By type and unit. */
  readonly channels: Channel[][]
  readonly fingerPricks: Map<Channel, Channel>
  readonly beats: Channel
  readonly bouts: Bouts
  readonly countOfType: number[]
  readonly repeatsOfType: number[]
  readonly countOfKey: number[]

  isOpen: boolean
  /** Inside a correlation: the same record stands at top level too. */
  isRepeated: boolean
  offset: number
  channel: Channel
  source: number
  start: number
  end: number
  value: number
  valueId: number
  /** -1 without one. */
  zone: number
  isUserEntered: boolean
  /** Of glucose: taken before or after a meal. */
  isOfMeal: boolean
  /** As written; only for types that are not known. */
  raw: string

  /** `tag.prefix` of the tag before. */
  prefix: number
  // What the attributes of the tag at hand are: interned, or their index; -1 when it has none.
  typeId: number
  unitId: number
  nameId: number
  deviceId: number
  startIndex: number
  endIndex: number
  valueIndex: number
}

export function createRecordState(sink: ImportSink, report: ReportBuilder): RecordState {
  const names = createInterner(decodeText)
  const devices = createInterner(decodeText)
  const sources = createSourceTable(names.text, devices.text)
  return {
    sink,
    report,
    types: createInterner(decodeText, TYPES_MAX),
    names,
    devices,
    units: createInterner(decodeText, TYPES_MAX),
    values: createInterner(decodeText),
    keys: createInterner(decodeText, TYPES_MAX),
    zones: createInterner(decodeText, ZONE_SPAN),
    sources,
    dates: createDateParser(),
    channels: [],
    fingerPricks: new Map(),
    beats: beatChannel(),
    bouts: createBouts(sink, sources, () => report.records++),
    countOfType: [],
    repeatsOfType: [],
    countOfKey: [],
    isOpen: false,
    isRepeated: false,
    offset: 0,
    channel: makeChannel('', ''),
    source: -1,
    start: 0,
    end: 0,
    value: 0,
    valueId: -1,
    zone: -1,
    isUserEntered: false,
    isOfMeal: false,
    raw: '',
    prefix: 0,
    typeId: -1,
    unitId: -1,
    nameId: -1,
    deviceId: -1,
    startIndex: -1,
    endIndex: -1,
    valueIndex: -1,
  }
}

/** Notes which attributes the tag has. What begins like the tag before is known already and passed over. */
export function readAttributes(state: RecordState, tag: Tag): void {
  const isAlike = tag.prefix !== 0 && tag.prefix === state.prefix
  state.startIndex = -1
  state.endIndex = -1
  state.valueIndex = -1
  if (!isAlike) forgetPrefix(state)
  const first = isAlike ? tag.prefixAttributes : 0
  for (let index = first; index < tag.attributes; index++) readAttribute(state, tag, index)
  // What differs from record to record must be behind the beginning that is passed over.
  const { startIndex, endIndex, valueIndex } = state
  const isBehind = (index: number): boolean => index < 0 || index >= tag.prefixAttributes
  state.prefix = isBehind(startIndex) && isBehind(endIndex) && isBehind(valueIndex) ? tag.prefix : 0
}

function forgetPrefix(state: RecordState): void {
  state.typeId = -1
  state.unitId = -1
  state.nameId = -1
  state.deviceId = -1
}

function readAttribute(state: RecordState, tag: Tag, index: number): void {
  switch (tag.attributeHash[index]) {
    case TYPE:
      state.typeId = internAt(state.types, tag, index)
      break
    case UNIT:
      state.unitId = internAt(state.units, tag, index)
      break
    case SOURCE_NAME:
      state.nameId = internAt(state.names, tag, index)
      break
    case DEVICE:
      state.deviceId = internAt(state.devices, tag, index)
      break
    case START_DATE:
      state.startIndex = index
      break
    case END_DATE:
      state.endIndex = index
      break
    case VALUE:
      state.valueIndex = index
      break
  }
}

export function internAt(interner: Interner, tag: Tag, index: number): number {
  return interner.intern(
    tag.view,
    tag.valueStart[index] ?? 0,
    tag.valueEnd[index] ?? 0,
    tag.valueHash[index] ?? 0,
  )
}

/** Milliseconds since 1970, UTC, of a date attribute; NaN when there is none. */
export function dateAt(state: RecordState, tag: Tag, index: number): number {
  if (index < 0) return Number.NaN
  return state.dates.parse(tag.bytes, tag.valueStart[index] ?? 0, tag.valueEnd[index] ?? 0)
}
