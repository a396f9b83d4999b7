/** One row of an SQLite table as it is stored: a list of types, then the values (fileformat2.html, section 2.1). */

export type SqliteValue = number | string | Uint8Array | null

const VALUES_MAX = 2000

interface Varint {
  readonly value: number
  readonly end: number
}

/** Seven bits a byte, the last of nine has eight. Exact up to 2^53. */
export function varint(bytes: Uint8Array, at: number): Varint {
  let value = 0
  for (let index = 0; index < 8; index++) {
    const byte = bytes[at + index] ?? 0
    value = value * 128 + (byte & 127)
    if (byte < 128) return { value, end: at + index + 1 }
  }
  return { value: value * 256 + (bytes[at + 8] ?? 0), end: at + 9 }
}

/** The header of a database names the encoding of all its texts. */
export function textDecoderOf(encoding: number): TextDecoder {
  return new TextDecoder(encoding === 2 ? 'utf-16le' : encoding === 3 ? 'utf-16be' : 'utf-8')
}

export function decodeRecord(bytes: Uint8Array, decoder: TextDecoder): SqliteValue[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = varint(bytes, 0)
  const values: SqliteValue[] = []
  let type = header.end
  let at = header.value
  while (type < header.value && type < bytes.length && values.length < VALUES_MAX) {
    const code = varint(bytes, type)
    type = code.end
    const size = sizeOf(code.value)
    if (at + size > bytes.length) break
    values.push(valueAt(bytes, view, at, code.value, decoder))
    at += size
  }
  return values
}

const SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function sizeOf(code: number): number {
  if (code >= 12) return Math.floor((code - 12) / 2)
  return SIZES[code] ?? 0
}

function valueAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  code: number,
  decoder: TextDecoder,
): SqliteValue {
  if (code >= 12) {
    const part = bytes.subarray(at, at + sizeOf(code))
    return code % 2 === 0 ? part : decoder.decode(part)
  }
  switch (code) {
    case 1:
      return view.getInt8(at)
    case 2:
      return view.getInt16(at)
    case 3:
      return view.getInt8(at) * 65_536 + view.getUint16(at + 1)
    case 4:
      return view.getInt32(at)
    case 5:
      return view.getInt16(at) * 2 ** 32 + view.getUint32(at + 2)
    case 6:
      return Number(view.getBigInt64(at))
    case 7:
      return view.getFloat64(at)
    case 8:
      return 0
    case 9:
      return 1
    default:
      return null
  }
}
