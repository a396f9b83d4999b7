/** Integers and ids as the binary formats spell them: unsigned, big endian. A value out of range is a bug. */
import { assert, type Bytes, concat, present, utf8, uuidToBytes } from '@nornos/std'

export function u16(value: number): Bytes {
  assert(Number.isInteger(value) && value >= 0 && value <= 0xffff, 'a u16')
  return Uint8Array.of(value >>> 8, value & 0xff)
}

export function u32(value: number): Bytes {
  assert(Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff, 'a u32')
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

export function u64(value: number): Bytes {
  assert(Number.isSafeInteger(value) && value >= 0, 'a u64')
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

export function uuid(id: string): Bytes {
  return present(uuidToBytes(id), 'a lower-case UUID')
}

/** Writes the 16 bytes of a UUID at `offset`: as `uuid` does, without the garbage, for thousands in a row. */
export function writeUuid(target: Uint8Array, offset: number, id: string): void {
  assert(id.length === 36, 'a lower-case UUID')
  let position = offset
  for (let index = 0; index < 36; index++) {
    if (index === 8 || index === 13 || index === 18 || index === 23) continue
    target[position++] = (hexDigit(id, index) << 4) | hexDigit(id, ++index)
  }
}

function hexDigit(text: string, index: number): number {
  const code = text.charCodeAt(index)
  const digit = code < 0x3a ? code - 0x30 : code - 0x57
  assert(digit >= 0 && digit < 16 && (code < 0x3a || code > 0x60), 'a lower-case UUID')
  return digit
}

/** A context, label or prefix: utf8(name) ‖ 00 ‖ parts. The zero ends the name, so no two names run together. */
export function named(name: string, ...parts: readonly Uint8Array[]): Bytes {
  return concat(utf8(name), Uint8Array.of(0), ...parts)
}

/** Each text with its length in front (u16), so that ['ab', 'c'] and ['a', 'bc'] differ. */
export function textList(parts: readonly string[]): Bytes {
  return concat(...parts.flatMap((part) => [u16(utf8(part).length), utf8(part)]))
}
