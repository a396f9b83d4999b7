/** The header of a stored block: written from a block, read and checked before anything is inflated. */
import { bytesToUuid, toHex } from '@nornos/std'
import { DeviceId, hexIdBytes, idBytes, SourceId } from '../ids.ts'
import { isMetricId, type MetricId, metric } from '../metrics/catalogue.ts'
import { ZoneName } from '../time/zone-name.ts'
import { unitConversion } from '../units/convert.ts'
import {
  BLOCK_DAY_MAX,
  BLOCK_DAY_MIN,
  BLOCK_SAMPLES_MAX,
  type Block,
  type BlockContext,
  type BlockHeader,
  type BlockKey,
  type BlockSegment,
  firstDayOfMonth,
  SEGMENT_SAMPLES,
  VALUE_MAX,
} from './block.ts'
import {
  blame,
  has,
  putBytes,
  putText,
  putVarint,
  type Reader,
  reserve,
  takeByte,
  takeBytes,
  takeText,
  takeVarint,
  type Writer,
} from './bytes.ts'
import type { TimeEncoding } from './time-column.ts'
import type { ValueEncoding } from './value-column.ts'

/** How the body is written. */
export interface BodyForm {
  readonly isDeflated: boolean
  readonly values: ValueEncoding
  readonly times: TimeEncoding
  readonly hasDurations: boolean
  /** Bytes before compression. */
  readonly length: number
}

/** At most 8 bytes each for a start, a duration and a value. */
export const BODY_LENGTH_MAX = BLOCK_SAMPLES_MAX * 24

const MAGIC = Uint8Array.of(0x4e, 0x56, 0x42, 0x31)
const VERSION = 1
/** Its contexts say when the source told its samples. */
const VERSION_TOLD = 2
const valueEncodings = ['scaled', 'f32', 'f64'] as const

export function putHeader(
  writer: Writer,
  block: Block,
  segments: readonly BlockSegment[],
  form: BodyForm,
): void {
  const { key, count, contexts } = block
  putBytes(writer, MAGIC)
  putBytes(
    writer,
    Uint8Array.of(
      isTold(contexts) ? VERSION_TOLD : VERSION,
      key.span === 'day' ? 0 : 1,
      form.isDeflated ? 1 : 0,
      valueEncodings.indexOf(form.values.type),
      form.values.type === 'scaled' ? form.values.scale : 0,
      form.times === 'delta' ? 0 : 1,
      form.hasDurations ? 1 : 0,
    ),
  )
  putText(writer, key.metric)
  putBytes(writer, hexIdBytes(key.source))
  putBytes(writer, idBytes(key.device))
  const numbers = new DataView(new ArrayBuffer(16))
  numbers.setInt32(0, key.day)
  numbers.setUint32(4, key.part)
  numbers.setUint32(8, count)
  numbers.setUint32(12, form.length)
  putBytes(writer, new Uint8Array(numbers.buffer))
  putContexts(writer, contexts)
  for (const segment of segments) putSegment(writer, segment)
}

function isTold(contexts: readonly BlockContext[]): boolean {
  return contexts.some(({ told }) => told > 0)
}

function putContexts(writer: Writer, contexts: readonly BlockContext[]): void {
  reserve(writer, 8)
  putVarint(writer, contexts.length)
  const hasTold = isTold(contexts)
  let before = 0
  for (const { first, told, unit, zone } of contexts) {
    reserve(writer, 8)
    putVarint(writer, first - before)
    before = first
    putText(writer, unit)
    putText(writer, zone)
    if (!hasTold) continue
    reserve(writer, 8)
    putVarint(writer, told)
  }
}

function putSegment(writer: Writer, segment: BlockSegment): void {
  const numbers = new DataView(new ArrayBuffer(32))
  numbers.setFloat64(0, segment.start)
  numbers.setFloat64(8, segment.minimum)
  numbers.setFloat64(16, segment.maximum)
  numbers.setFloat64(24, segment.sum)
  putBytes(writer, new Uint8Array(numbers.buffer))
}

/** Header and form, or null with the reader's fault set. The reader then stands at the body. */
export function takeHeader(reader: Reader): { header: BlockHeader; form: BodyForm } | null {
  if (!takeBytes(reader, 4).every((byte, index) => byte === MAGIC[index])) blame(reader, 'magic')
  const version = takeByte(reader)
  if (version !== VERSION && version !== VERSION_TOLD) blame(reader, 'version')
  const span = takeChoice(reader, ['day', 'month'] as const, 'span')
  const codec = takeChoice(reader, ['stored', 'deflated'] as const, 'codec')
  const values = takeValueEncoding(reader)
  const times = takeChoice(reader, ['delta', 'delta-of-delta'] as const, 'time encoding')
  const hasDurations = takeChoice(reader, [false, true] as const, 'duration encoding')
  const metricId = takeMetric(reader)
  const source = takeBytes(reader, 16)
  const device = DeviceId.safeParse(bytesToUuid(takeBytes(reader, 16)))
  if (!device.success) blame(reader, 'text')
  const { day, part, count, length } = takeNumbers(reader, span)
  if (reader.fault !== null || metricId === null || !device.success) return null
  const contexts = takeContexts(reader, metricId, count, version === VERSION_TOLD)
  const segments = takeSegments(reader, count)
  if (reader.fault !== null) return null
  const key: BlockKey = {
    metric: metricId,
    source: SourceId.parse(toHex(source)),
    device: device.data,
    span,
    day,
    part,
  }
  return {
    header: { key, count, contexts, segments },
    form: { isDeflated: codec === 'deflated', values, times, hasDurations, length },
  }
}

function takeChoice<const Choice>(
  reader: Reader,
  choices: readonly [Choice, Choice],
  fault: 'span' | 'codec' | 'time encoding' | 'duration encoding',
): Choice {
  const byte = takeByte(reader)
  if (byte > 1) blame(reader, fault)
  return byte === 0 ? choices[0] : choices[1]
}

function takeValueEncoding(reader: Reader): ValueEncoding {
  const type = valueEncodings[takeByte(reader)]
  const scale = takeByte(reader)
  if (type === 'scaled' && scale <= 9) return { type, scale }
  if (type === undefined || type === 'scaled' || scale !== 0) {
    blame(reader, 'value encoding')
    return { type: 'f64' }
  }
  return { type }
}

function takeMetric(reader: Reader): MetricId | null {
  const text = takeText(reader, 64)
  if (isMetricId(text) && metric(text).kind === 'sample') return text
  blame(reader, 'metric')
  return null
}

function takeNumbers(reader: Reader, span: 'day' | 'month') {
  if (!has(reader, 16)) return { day: 0, part: 0, count: 0, length: 0 }
  const day = reader.view.getInt32(reader.at)
  const part = reader.view.getUint32(reader.at + 4)
  const count = reader.view.getUint32(reader.at + 8)
  const length = reader.view.getUint32(reader.at + 12)
  reader.at += 16
  if (day < BLOCK_DAY_MIN || day > BLOCK_DAY_MAX) blame(reader, 'day')
  if (span === 'month' && firstDayOfMonth(day) !== day) blame(reader, 'day')
  if (count < 1 || count > BLOCK_SAMPLES_MAX) blame(reader, 'count')
  if (length > BODY_LENGTH_MAX) blame(reader, 'body length')
  return { day, part, count, length }
}

function takeContexts(reader: Reader, metricId: MetricId, count: number, hasTold: boolean): BlockContext[] {
  const length = takeVarint(reader)
  if (length < 1 || length > count) blame(reader, 'context')
  const contexts: BlockContext[] = []
  let first = 0
  for (let index = 0; index < length && reader.fault === null; index++) {
    const step = takeVarint(reader)
    first += step
    const [unit, zone] = [takeText(reader, 64), takeText(reader, 64)]
    const context = { first, unit, zone, told: hasTold ? takeVarint(reader) : 0 }
    if (first >= count || (index === 0) !== (step === 0)) blame(reader, 'context')
    if (!isContext(metricId, context, contexts.at(-1))) blame(reader, 'context')
    contexts.push(context)
  }
  if (hasTold && !isTold(contexts)) blame(reader, 'context')
  return contexts
}

function isContext(metricId: MetricId, context: BlockContext, before: BlockContext | undefined): boolean {
  const { told, unit, zone } = context
  if (before?.unit === unit && before.zone === zone && before.told === told) return false
  return unitConversion(metricId, unit).ok && ZoneName.safeParse(zone).success
}

function takeSegments(reader: Reader, count: number): BlockSegment[] {
  const segments: BlockSegment[] = []
  for (let first = 0; first < count && has(reader, 32); first += SEGMENT_SAMPLES) {
    const segment = {
      start: reader.view.getFloat64(reader.at),
      count: Math.min(SEGMENT_SAMPLES, count - first),
      minimum: reader.view.getFloat64(reader.at + 8),
      maximum: reader.view.getFloat64(reader.at + 16),
      sum: reader.view.getFloat64(reader.at + 24),
    }
    reader.at += 32
    if (!isSegment(segment)) blame(reader, 'segment')
    segments.push(segment)
  }
  return segments
}

/** Enough to use a header on its own; a full read compares every number with the samples. */
function isSegment({ start, count, minimum, maximum, sum }: BlockSegment): boolean {
  const numbers = [start, minimum, maximum, sum]
  if (numbers.some((number) => !Number.isFinite(number) || Object.is(number, -0))) return false
  return minimum <= maximum && Math.abs(sum) <= VALUE_MAX * count && Number.isInteger(start)
}
