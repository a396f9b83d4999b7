/** The bits of a deflate stream, from the lowest of each byte on, and the codes that are made of them. */
import type { CodeTable } from './inflate-tables.ts'

export interface Bits {
  input: Uint8Array
  at: number
  /** Read from the input and not yet used, lowest first: never more than 24, which every engine keeps as a small number. */
  held: number
  count: number
}

/** Reads ahead: 17 bits or more, as long as the input has them. */
export function fill(bits: Bits): void {
  const { input } = bits
  while (bits.count <= 16 && bits.at < input.length) {
    bits.held |= (input[bits.at++] ?? 0) << bits.count
    bits.count += 8
  }
}

/** Makes sure of at most 17 bits. Whether there are so many. */
export function need(bits: Bits, count: number): boolean {
  fill(bits)
  return bits.count >= count
}

/** Takes bits that are there. */
export function takeBits(bits: Bits, count: number): number {
  const value = bits.held & ((1 << count) - 1)
  bits.held >>>= count
  bits.count -= count
  return value
}

/** The input ends within what is asked for. */
export const MORE = -1
export const DAMAGED = -2

/** The next symbol, `MORE` or `DAMAGED`. */
export function decode(bits: Bits, table: CodeTable): number {
  fill(bits)
  const entry = table.entries[bits.held & ((1 << table.bits) - 1)] ?? 0
  const length = entry & 15
  if (length === 0 && bits.count >= table.bits) return DAMAGED
  if (length === 0 || length > bits.count) return MORE
  bits.held >>>= length
  bits.count -= length
  return entry >> 4
}
