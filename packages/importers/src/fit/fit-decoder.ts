/**
 * FIT as a byte stream: headers, definitions and data messages become calls with plain numbers. Handles chained
 * files, compressed timestamps, both byte orders, arrays, developer fields and files that lie about their length. Knows no
 * meaning; that is fit-mapper.ts.
 */
import {
  type DeveloperField,
  describedField,
  developerKey,
  FIELD_DESCRIPTION,
  meaningOf,
} from './fit-developer-fields.ts'
import { FIT_EPOCH_SECONDS, FIT_MESSAGES, FIT_TIME_MIN, type FitField } from './fit-profile.ts'

/** One data message. Arrays by field name; a value that the device left out is not there. */
export interface FitListener {
  /** `time` is milliseconds since 1970 or NaN. The map is reused: read it during the call. */
  message(name: string, time: number, values: ReadonlyMap<string, readonly (number | string)[]>): void
  /** A message that the profile here does not list. */
  unknown(number: number): void
  /** A field that only its maker understands stood in a message. One text for all messages of a definition. */
  notKept(detail: string): void
  /** A new file begins in a chain. */
  file(): void
  broken(offset: number, why: string): void
}

export interface FitDecoder {
  push(chunk: Uint8Array): void
  finish(): void
}

interface Field {
  readonly number: number
  readonly size: number
  readonly type: number
}

/** A field that means something to us: where it is in a message and where its values go. */
interface PlannedField extends Field {
  readonly place: number
  readonly meaning: FitField
  readonly list: (number | string)[]
}

interface Definition {
  readonly message: number
  /** Null for a message that the profile here does not list. */
  readonly name: string | null
  readonly isLittleEndian: boolean
  readonly fields: readonly Field[]
  readonly plan: readonly PlannedField[]
  /** The lists of the plan by field name, kept from message to message. */
  readonly values: ReadonlyMap<string, readonly (number | string)[]>
  /** What is told of the developer fields that are passed over. */
  readonly passedOver: readonly string[]
  /** Bytes of a data message, developer fields included. */
  readonly length: number
}

interface State {
  readonly listener: FitListener
  readonly definitions: (Definition | undefined)[]
  readonly developerFields: Map<number, DeveloperField>
  buffer: Uint8Array<ArrayBuffer>
  view: DataView
  length: number
  base: number
  /** Bytes of the file at hand that are left; -1 before a header. */
  left: number
  /** Seconds since the FIT epoch of the last full timestamp. */
  lastTime: number
  isDone: boolean
}

export function createFitDecoder(listener: FitListener): FitDecoder {
  const buffer = new Uint8Array(64)
  const state: State = {
    listener,
    definitions: [],
    developerFields: new Map(),
    buffer,
    view: new DataView(buffer.buffer),
    length: 0,
    base: 0,
    left: -1,
    lastTime: Number.NaN,
    isDone: false,
  }
  return {
    push(chunk) {
      if (state.isDone) return
      append(state, chunk)
      let at = 0
      for (;;) {
        const next = step(state, at)
        if (next < 0) break
        at = next
      }
      consume(state, at)
    },
    finish() {
      const isCut = state.left > 0 || state.length > CRC_BYTES
      if (!state.isDone && isCut) listener.broken(state.base + state.length, 'The file ends too early.')
    },
  }
}

function append(state: State, chunk: Uint8Array): void {
  const needed = state.length + chunk.length
  if (needed > state.buffer.length) {
    const larger = new Uint8Array(Math.max(needed, state.buffer.length * 2))
    larger.set(state.buffer.subarray(0, state.length))
    state.buffer = larger
    state.view = new DataView(larger.buffer)
  }
  state.buffer.set(chunk, state.length)
  state.length = needed
}

function consume(state: State, at: number): void {
  state.buffer.copyWithin(0, at, state.length)
  state.length -= at
  state.base += at
}

const CRC_BYTES = 2
const NEED_MORE = -1

/** Reads one header or message at `at`. The position behind it, or NEED_MORE. */
function step(state: State, at: number): number {
  if (state.isDone) return NEED_MORE
  if (state.left === 0) return at + CRC_BYTES <= state.length ? endFile(state, at) : NEED_MORE
  if (state.left < 0) return readHeader(state, at)
  const next = readMessage(state, at)
  if (next > 0) state.left = Math.max(0, state.left - (next - at))
  return next
}

function endFile(state: State, at: number): number {
  state.left = -1
  return at + CRC_BYTES
}

/** The header states the length of what follows; where it is zero or a lie, the rest of the input is read. */
function readHeader(state: State, at: number): number {
  const available = state.length - at
  const size = state.buffer[at] ?? 0
  if (available < 12 || available < size) return NEED_MORE
  const isFit = size >= 12 && state.view.getUint32(at + 8, true) === FIT_SIGNATURE
  if (!isFit) return stop(state, at, 'What follows is not FIT.')
  const length = state.view.getUint32(at + 4, true)
  state.left = length === 0 ? Number.POSITIVE_INFINITY : length
  state.definitions.length = 0
  state.developerFields.clear()
  state.lastTime = Number.NaN
  state.listener.file()
  return at + size
}

const FIT_SIGNATURE = 0x5449462e

function stop(state: State, at: number, why: string): number {
  state.isDone = true
  state.listener.broken(state.base + at, why)
  return NEED_MORE
}

const COMPRESSED = 0x80
const DEFINITION = 0x40
const DEVELOPER = 0x20

function readMessage(state: State, at: number): number {
  if (at >= state.length) return NEED_MORE
  const header = state.buffer[at] ?? 0
  if ((header & COMPRESSED) !== 0) return readData(state, at, (header >> 5) & 3, header & 31)
  if ((header & DEFINITION) !== 0) return readDefinition(state, at, header)
  return readData(state, at, header & 15, -1)
}

function readDefinition(state: State, at: number, header: number): number {
  const { buffer, view, length } = state
  if (at + 6 > length) return NEED_MORE
  const isLittleEndian = buffer[at + 2] === 0
  const count = buffer[at + 5] ?? 0
  const fieldsEnd = at + 6 + count * 3
  const hasDeveloper = (header & DEVELOPER) !== 0
  if (fieldsEnd + (hasDeveloper ? 1 : 0) > length) return NEED_MORE
  const developers = hasDeveloper ? (buffer[fieldsEnd] ?? 0) : 0
  const end = fieldsEnd + (hasDeveloper ? 1 + developers * 3 : 0)
  if (end > length) return NEED_MORE
  const fields: Field[] = []
  let size = 0
  for (let place = at + 6; place < fieldsEnd; place += 3) {
    const one = {
      number: buffer[place] ?? 0,
      size: buffer[place + 1] ?? 0,
      type: (buffer[place + 2] ?? 0) & 31,
    }
    fields.push(one)
    size += one.size
  }
  const message = view.getUint16(at + 3, isLittleEndian)
  const planned = planOf(message, fields)
  const developer = planDeveloperFields(state, message, fieldsEnd + 1, end, size, planned.plan)
  state.definitions[header & 15] = {
    name: planned.name,
    plan: planned.plan,
    values: new Map(planned.plan.map(({ meaning, list }) => [meaning.name, list])),
    message,
    isLittleEndian,
    fields,
    passedOver: developer.passedOver,
    length: size + developer.size,
  }
  return end
}

interface DeveloperPlan {
  readonly passedOver: readonly string[]
  readonly size: number
}

/** The developer fields of a definition, from `from` to `end`; their values stand `behind` bytes into a message. */
function planDeveloperFields(
  { buffer, developerFields }: State,
  message: number,
  from: number,
  end: number,
  behind: number,
  plan: PlannedField[],
): DeveloperPlan {
  const passedOver: string[] = []
  let size = 0
  for (let place = from; place < end; place += 3) {
    const field = developerFields.get(developerKey(buffer[place + 2] ?? 0, buffer[place] ?? 0))
    const bytes = buffer[place + 1] ?? 0
    const name = planDeveloperField(field, message, behind + size, bytes, plan)
    if (name !== '') passedOver.push(`developer field ${name}`)
    size += bytes
  }
  return { passedOver, size }
}

/** Adds the field to the plan. Its name when it cannot be read; a field that the device wrote itself goes first. */
function planDeveloperField(
  field: DeveloperField | undefined,
  message: number,
  place: number,
  size: number,
  plan: PlannedField[],
): string {
  if (field === undefined) return 'not described'
  const meaning = meaningOf(field, message)
  if (meaning === null) return field.name || 'without a name'
  const isThere = plan.some((one) => one.meaning.name === meaning.name)
  if (!isThere) plan.push({ number: -1, size, type: field.type, place, meaning, list: [] })
  return ''
}

interface Planned {
  readonly name: string | null
  readonly plan: PlannedField[]
}

function planOf(message: number, fields: readonly Field[]): Planned {
  const known = FIT_MESSAGES[message]
  const plan: PlannedField[] = []
  let place = 0
  for (const one of fields) {
    const meaning = known?.fields[one.number]
    if (meaning !== undefined) plan.push({ ...one, place, meaning, list: [] })
    place += one.size
  }
  return { name: known?.name ?? null, plan }
}

function readData(state: State, at: number, local: number, timeOffset: number): number {
  const definition = state.definitions[local]
  if (definition === undefined) return stop(state, at, 'A message has no definition.')
  const end = at + 1 + definition.length
  if (end > state.length) return NEED_MORE
  const time = timeOf(state, definition, at + 1, timeOffset)
  if (definition.name === null) state.listener.unknown(definition.message)
  else {
    for (const one of definition.plan) readField(state, one, at + 1 + one.place, definition.isLittleEndian)
    if (definition.message === FIELD_DESCRIPTION) describe(state, definition.values)
    state.listener.message(definition.name, time, definition.values)
    for (const detail of definition.passedOver) state.listener.notKept(detail)
  }
  return end
}

function describe(state: State, values: Definition['values']): void {
  const described = describedField(values)
  if (described !== null) state.developerFields.set(...described)
}

const TIMESTAMP = 253

/** A compressed header holds the low five bits of the time; they roll over every 32 seconds. */
function timeOf(state: State, definition: Definition, from: number, timeOffset: number): number {
  if (timeOffset >= 0 && !Number.isNaN(state.lastTime)) {
    state.lastTime += (timeOffset - (state.lastTime % 32) + 32) % 32
    return toMilliseconds(state.lastTime)
  }
  let place = from
  for (const one of definition.fields) {
    if (one.number === TIMESTAMP && one.size === 4) {
      const seconds = state.view.getUint32(place, definition.isLittleEndian)
      if (seconds < FIT_TIME_MIN || seconds === 0xffffffff) return Number.NaN
      state.lastTime = seconds
      return toMilliseconds(seconds)
    }
    place += one.size
  }
  return Number.NaN
}

export function toMilliseconds(fitSeconds: number): number {
  return (fitSeconds + FIT_EPOCH_SECONDS) * 1000
}

interface BaseType {
  readonly size: number
  readonly invalid: number
  read(view: DataView, at: number, isLittleEndian: boolean): number
}

const STRING = 7
const u8 = (view: DataView, at: number): number => view.getUint8(at)
const BASE_TYPES: readonly (BaseType | undefined)[] = [
  { size: 1, invalid: 0xff, read: u8 },
  { size: 1, invalid: 0x7f, read: (view, at) => view.getInt8(at) },
  { size: 1, invalid: 0xff, read: u8 },
  { size: 2, invalid: 0x7fff, read: (view, at, little) => view.getInt16(at, little) },
  { size: 2, invalid: 0xffff, read: (view, at, little) => view.getUint16(at, little) },
  { size: 4, invalid: 0x7fffffff, read: (view, at, little) => view.getInt32(at, little) },
  { size: 4, invalid: 0xffffffff, read: (view, at, little) => view.getUint32(at, little) },
  undefined,
  { size: 4, invalid: Number.NaN, read: (view, at, little) => view.getFloat32(at, little) },
  { size: 8, invalid: Number.NaN, read: (view, at, little) => view.getFloat64(at, little) },
  { size: 1, invalid: 0, read: u8 },
  { size: 2, invalid: 0, read: (view, at, little) => view.getUint16(at, little) },
  { size: 4, invalid: 0, read: (view, at, little) => view.getUint32(at, little) },
  { size: 1, invalid: 0xff, read: u8 },
]

const decoder = new TextDecoder('utf-8')

/** Fills the field's list; an empty one is a field that is not there. */
function readField(state: State, field: PlannedField, at: number, isLittleEndian: boolean): void {
  const { type, size, list, meaning } = field
  const base = BASE_TYPES[type]
  let count = 0
  if (type === STRING) {
    for (const text of readText(state.buffer.subarray(at, at + size))) list[count++] = text
    // A field of the wrong size is not readable as its type (seen in files of several makers).
  } else if (base !== undefined && size % base.size === 0) {
    for (let place = at; place < at + size; place += base.size) {
      const value = base.read(state.view, place, isLittleEndian)
      if (value !== base.invalid && !Number.isNaN(value))
        list[count++] = value / meaning.scale - meaning.offset
    }
  }
  if (list.length !== count) list.length = count
}

/** Strings need not end in a zero. */
function readText(bytes: Uint8Array): string[] {
  const zero = bytes.indexOf(0)
  const text = decoder.decode(zero < 0 ? bytes : bytes.subarray(0, zero))
  return text === '' ? [] : [text]
}
