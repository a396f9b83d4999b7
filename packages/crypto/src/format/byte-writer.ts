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

/** A context, label or prefix: utf8(name) ‖ 00 ‖ parts. The zero ends the name, so no two names run together. */
export function named(name: string, ...parts: readonly Uint8Array[]): Bytes {
  return concat(utf8(name), Uint8Array.of(0), ...parts)
}

/** Each text with its length in front (u16), so that ['ab', 'c'] and ['a', 'bc'] differ. */
export function textList(parts: readonly string[]): Bytes {
  return concat(...parts.flatMap((part) => [u16(utf8(part).length), utf8(part)]))
}
