/**
 * The value column: decimal numbers as small integers where they are decimal, else the bits of floats in planes.
 * Which one is determined by the values alone, so a reader can tell whether a writer chose rightly.
 */
import {
  blame,
  has,
  putVarint,
  type Reader,
  reserve,
  takeVarint,
  unzigzag,
  type Writer,
  zigzag,
} from './bytes.ts'

export type ValueEncoding =
  | { readonly type: 'scaled'; readonly scale: number }
  | { readonly type: 'f32' }
  | { readonly type: 'f64' }

const SCALE_MAX = 9
const INTEGER_MAX = 2 ** 50
const powers = Array.from({ length: SCALE_MAX + 1 }, (_, scale) => 10 ** scale)

function power(scale: number): number {
  return powers[scale] ?? Number.NaN
}

/** The encoding that these values have; every value is finite. */
export function valueEncoding(values: Float64Array): ValueEncoding {
  const scale = smallestScale(values)
  if (scale !== null) return { type: 'scaled', scale }
  return { type: values.every((value) => Math.fround(value) === value) ? 'f32' : 'f64' }
}

function smallestScale(values: Float64Array): number | null {
  let scale = 0
  let factor = 1
  let largest = 0
  for (const value of values) {
    const size = Math.abs(value)
    if (size > largest) largest = size
    while (Math.round(value * factor) / factor !== value) {
      if (scale === SCALE_MAX) return null
      scale++
      factor = power(scale)
    }
  }
  return Math.round(largest * factor) <= INTEGER_MAX ? scale : null
}

export function putValues(writer: Writer, values: Float64Array, encoding: ValueEncoding): void {
  if (encoding.type === 'scaled') putScaled(writer, values, power(encoding.scale))
  else putPlanes(writer, values, encoding.type === 'f32' ? 4 : 8)
}

function putScaled(writer: Writer, values: Float64Array, factor: number): void {
  reserve(writer, values.length * 8)
  let before = 0
  for (const value of values) {
    const integer = Math.round(value * factor)
    putVarint(writer, zigzag(integer - before))
    before = integer
  }
}

function putPlanes(writer: Writer, values: Float64Array, width: 4 | 8): void {
  const count = values.length
  reserve(writer, count * width)
  const view = new DataView(new ArrayBuffer(8))
  const before = new Uint8Array(8)
  const now = new Uint8Array(view.buffer)
  for (let index = 0; index < count; index++) {
    const value = values[index] ?? 0
    if (width === 4) view.setFloat32(0, value)
    else view.setFloat64(0, value)
    for (let plane = 0; plane < width; plane++) {
      const byte = now[plane] ?? 0
      writer.bytes[writer.at + plane * count + index] = byte ^ (before[plane] ?? 0)
      before[plane] = byte
    }
  }
  writer.at += count * width
}

/** Reads a column and checks that its encoding is the one that these values have. */
export function takeValues(reader: Reader, count: number, encoding: ValueEncoding): Float64Array {
  if (encoding.type === 'scaled') return takeScaled(reader, count, encoding.scale)
  const values = takePlanes(reader, count, encoding.type === 'f32' ? 4 : 8)
  if (reader.fault === null && valueEncoding(values).type !== encoding.type) blame(reader, 'value encoding')
  return values
}

function takeScaled(reader: Reader, count: number, scale: number): Float64Array {
  const values = new Float64Array(count)
  const factor = power(scale)
  let integer = 0
  let isSmallest = scale === 0
  for (let index = 0; index < count; index++) {
    integer += unzigzag(takeVarint(reader))
    if (integer > INTEGER_MAX || integer < -INTEGER_MAX) blame(reader, 'value')
    isSmallest ||= integer % 10 !== 0
    values[index] = integer / factor
  }
  if (!isSmallest) blame(reader, 'value encoding')
  return values
}

function takePlanes(reader: Reader, count: number, width: 4 | 8): Float64Array {
  const values = new Float64Array(count)
  if (!has(reader, count * width)) return values
  const view = new DataView(new ArrayBuffer(8))
  const now = new Uint8Array(view.buffer)
  for (let index = 0; index < count; index++) {
    for (let plane = 0; plane < width; plane++) {
      now[plane] = (now[plane] ?? 0) ^ (reader.bytes[reader.at + plane * count + index] ?? 0)
    }
    const value = width === 4 ? view.getFloat32(0) : view.getFloat64(0)
    if (!Number.isFinite(value) || Object.is(value, -0)) blame(reader, 'value')
    values[index] = value
  }
  reader.at += count * width
  return values
}
