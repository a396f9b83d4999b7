/** Writing and reading the numbers of a block. The reader remembers the first fault; what it gives after one is 0. */
import { type Bytes, fromUtf8, utf8 } from '@nornos/std'

export interface Writer {
  bytes: Bytes
  at: number
}

export function makeWriter(capacity: number): Writer {
  return { bytes: new Uint8Array(capacity), at: 0 }
}

export function written(writer: Writer): Bytes {
  return writer.bytes.slice(0, writer.at)
}

/** Makes room for so many more bytes. */
export function reserve(writer: Writer, length: number): void {
  if (writer.at + length <= writer.bytes.length) return
  const larger = new Uint8Array(Math.max(writer.bytes.length * 2, writer.at + length))
  larger.set(writer.bytes)
  writer.bytes = larger
}

/** An unsigned integer below 2^53. The caller has reserved 8 bytes. */
export function putVarint(writer: Writer, value: number): void {
  const { bytes } = writer
  let rest = value
  while (rest > 0x7fffffff) {
    bytes[writer.at++] = (rest % 128) + 128
    rest = Math.floor(rest / 128)
  }
  while (rest > 0x7f) {
    bytes[writer.at++] = (rest & 0x7f) | 0x80
    rest >>>= 7
  }
  bytes[writer.at++] = rest
}

/** Even for what is not negative, odd for what is. Exact below 2^52. */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

export function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

/** Bytes that a varint takes. */
export function varintLength(value: number): number {
  if (value < 0x80) return 1
  if (value < 0x4000) return 2
  if (value < 0x20_0000) return 3
  if (value < 0x1000_0000) return 4
  let length = 4
  for (let rest = Math.floor(value / 0x1000_0000); rest > 0; rest = Math.floor(rest / 128)) length++
  return length
}

export function putBytes(writer: Writer, bytes: Uint8Array): void {
  reserve(writer, bytes.length)
  writer.bytes.set(bytes, writer.at)
  writer.at += bytes.length
}

/** A length in one byte, then UTF-8. */
export function putText(writer: Writer, text: string): void {
  const bytes = utf8(text)
  putBytes(writer, Uint8Array.of(bytes.length))
  putBytes(writer, bytes)
}

/** Why a block is refused. */
export type BlockFault =
  | 'magic'
  | 'version'
  | 'span'
  | 'codec'
  | 'value encoding'
  | 'time encoding'
  | 'duration encoding'
  | 'metric'
  | 'day'
  | 'count'
  | 'body length'
  | 'context'
  | 'segment'
  | 'body'
  | 'start'
  | 'duration'
  | 'value'
  | 'order'
  | 'varint'
  | 'text'
  | 'truncated'
  | 'trailing bytes'

export interface Reader {
  readonly bytes: Uint8Array
  readonly view: DataView
  at: number
  /** The first thing that was wrong; null as long as nothing was. */
  fault: BlockFault | null
}

export function makeReader(bytes: Uint8Array): Reader {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0, fault: null }
}

/** Notes the first fault. */
export function blame(reader: Reader, fault: BlockFault): void {
  reader.fault ??= fault
}

/** True when so many bytes are left; otherwise notes the fault. */
export function has(reader: Reader, length: number): boolean {
  if (reader.fault === null && reader.at + length <= reader.bytes.length) return true
  blame(reader, 'truncated')
  return false
}

export function takeVarint(reader: Reader): number {
  const { bytes } = reader
  const first = bytes[reader.at]
  if (first !== undefined && first < 0x80) {
    reader.at++
    return first
  }
  return takeLongVarint(reader)
}

function takeLongVarint(reader: Reader): number {
  let value = 0
  let weight = 1
  for (let length = 1; length <= 8; length++) {
    const byte = reader.bytes[reader.at++]
    if (byte === undefined) break
    value += (byte & 0x7f) * weight
    weight *= 128
    if (byte < 0x80) {
      if (byte === 0 || value > Number.MAX_SAFE_INTEGER) blame(reader, 'varint')
      return reader.fault === null ? value : 0
    }
  }
  blame(reader, reader.at > reader.bytes.length ? 'truncated' : 'varint')
  return 0
}

export function takeByte(reader: Reader): number {
  return has(reader, 1) ? reader.view.getUint8(reader.at++) : 0
}

export function takeBytes(reader: Reader, length: number): Uint8Array {
  if (!has(reader, length)) return new Uint8Array(length)
  reader.at += length
  return reader.bytes.subarray(reader.at - length, reader.at)
}

/** A length in one byte, then well-formed UTF-8 of at most `maximum` bytes. */
export function takeText(reader: Reader, maximum: number): string {
  const length = takeByte(reader)
  if (length > maximum) blame(reader, 'text')
  const text = fromUtf8(takeBytes(reader, length))
  if (text === null) blame(reader, 'text')
  return text ?? ''
}
