/** The codes that a block of deflate brings along (RFC 1951, 3.2.7): lengths of codes, themselves in a code. */
import { type Bits, DAMAGED, decode, MORE, need, takeBits } from './inflate-bits.ts'
import { emptyTable, fillTable } from './inflate-tables.ts'

export interface Codes {
  readonly literals: Uint8Array
  readonly distances: Uint8Array
}

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const LITERALS_MAX = 286
const table = emptyTable()

export function readCodes(bits: Bits): Codes | 'more-input' | 'damaged' {
  if (!need(bits, 14)) return 'more-input'
  const literals = takeBits(bits, 5) + 257
  const distances = takeBits(bits, 5) + 1
  const ordered = takeBits(bits, 4) + 4
  if (literals > LITERALS_MAX) return 'damaged'
  const lengths = new Uint8Array(ORDER.length)
  for (const symbol of ORDER.slice(0, ordered)) {
    if (!need(bits, 3)) return 'more-input'
    lengths[symbol] = takeBits(bits, 3)
  }
  if (!fillTable(table, lengths)) return 'damaged'
  const all = new Uint8Array(literals + distances)
  const fault = readLengths(bits, all)
  if (fault !== 0) return fault === MORE ? 'more-input' : 'damaged'
  return { literals: all.subarray(0, literals), distances: all.subarray(literals) }
}

/** Symbols above 15 repeat: the length before, or zeros. */
const REPEATS: readonly (readonly [bits: number, least: number])[] = [
  [2, 3],
  [3, 3],
  [7, 11],
]

/** 0, or what is wrong. */
function readLengths(bits: Bits, lengths: Uint8Array): number {
  let at = 0
  while (at < lengths.length) {
    const symbol = decode(bits, table)
    if (symbol < 0) return symbol
    if (symbol < 16) {
      lengths[at++] = symbol
      continue
    }
    const [repeatBits, least] = REPEATS[symbol - 16] ?? [0, 0]
    if (!need(bits, repeatBits)) return MORE
    const end = at + least + takeBits(bits, repeatBits)
    const isBefore = symbol === 16
    if (end > lengths.length || (isBefore && at === 0)) return DAMAGED
    lengths.fill(isBefore ? (lengths[at - 1] ?? 0) : 0, at, end)
    at = end
  }
  return 0
}
