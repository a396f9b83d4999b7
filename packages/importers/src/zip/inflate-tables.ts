/**
 * The code tables of deflate (RFC 1951, 3.2.2 to 3.2.7): from the lengths of the codes to a table that is asked with
 * the next bits and answers with a symbol and the length of its code.
 */

const CODE_BITS_MAX = 15

export interface CodeTable {
  /** `symbol << 4 | bits of its code`, by the next `bits` bits; 0 where there is no such code. */
  readonly entries: Uint16Array
  bits: number
}

export function emptyTable(): CodeTable {
  return { entries: new Uint16Array(1 << CODE_BITS_MAX), bits: 0 }
}

/** Whether the lengths are those of a prefix code. One with holes is (a single distance, for one). */
export function fillTable(table: CodeTable, lengths: Uint8Array): boolean {
  const firsts = firstCodes(lengths)
  if (firsts === null) return false
  const { entries } = table
  const bits = lengths.reduce((most, length) => Math.max(most, length), 1)
  const size = 1 << bits
  table.bits = bits
  entries.fill(0, 0, size)
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] ?? 0
    if (length === 0) continue
    const code = firsts[length] ?? 0
    firsts[length] = code + 1
    const entry = (symbol << 4) | length
    for (let at = reversed(code, length); at < size; at += 1 << length) entries[at] = entry
  }
  return true
}

/** The first code of each length, or null when there are more codes than the lengths have room for. */
function firstCodes(lengths: Uint8Array): Uint16Array | null {
  const counts = new Uint16Array(CODE_BITS_MAX + 1)
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1
  const firsts = new Uint16Array(CODE_BITS_MAX + 1)
  let code = 0
  for (let length = 1; length <= CODE_BITS_MAX; length++) {
    code = (code + (length === 1 ? 0 : (counts[length - 1] ?? 0))) << 1
    firsts[length] = code
    if (code + (counts[length] ?? 0) > 1 << length) return null
  }
  return firsts
}

/** Codes are written from their highest bit on, into bytes that are read from the lowest. */
function reversed(code: number, length: number): number {
  let result = 0
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit)
  return result
}

/** The codes of blocks that bring none of their own. */
export function fixedLengths(): { readonly literals: Uint8Array; readonly distances: Uint8Array } {
  const literals = new Uint8Array(288).fill(8)
  literals.fill(9, 144, 256)
  literals.fill(7, 256, 280)
  return { literals, distances: new Uint8Array(32).fill(5) }
}

/** By symbol − 257: the shortest length, and how many further bits say how much longer it is. */
export const LENGTH_BASES: Uint16Array = Uint16Array.of(
  ...[
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  ],
  ...[227, 258],
)
export const LENGTH_BITS: Uint8Array = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
)
/** By symbol: the same of distances. */
export const DISTANCE_BASES: Uint16Array = Uint16Array.of(
  ...[1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073],
  ...[4097, 6145, 8193, 12_289, 16_385, 24_577],
)
export const DISTANCE_BITS: Uint8Array = Uint8Array.of(
  ...[0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13],
)
