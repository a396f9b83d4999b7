/**
 * Deflate (RFC 1951) as a stream, backwards: bytes come in pieces of any size and go out through one buffer that is
 * used again and again, so an archive of gigabytes costs as much memory as one of kilobytes, and a piece that expands
 * a thousandfold waits inside until it is asked for. A cut or damaged input gives everything before the fault.
 *
 * Read next: inflate-tables.ts.
 */
import { type Bits, DAMAGED, decode, fill, MORE, need, takeBits } from './inflate-bits.ts'
import { readCodes } from './inflate-codes.ts'
import {
  type CodeTable,
  DISTANCE_BASES,
  DISTANCE_BITS,
  emptyTable,
  fillTable,
  fixedLengths,
  LENGTH_BASES,
  LENGTH_BITS,
} from './inflate-tables.ts'

/**
 * - `more-input`: everything that came in is used.
 * - `output`: there is more to come from what came in.
 * - `end`: the stream has said that it ends.
 * - `damaged`: what follows is no deflate.
 */
export type InflateStop = 'more-input' | 'output' | 'end' | 'damaged'

export interface Inflater {
  /** Bytes to go on with; what was not used before is kept. */
  feed(piece: Uint8Array): void
  /** Goes on until something stops it. */
  run(): InflateStop
  /** What came out since the last `take`. Valid until the next `run`. */
  take(): Uint8Array
}

const WINDOW = 32_768
const MATCH_MAX = 258
const OUTPUT = WINDOW + 128 * 1024 + MATCH_MAX

interface State {
  readonly bits: Bits
  readonly output: Uint8Array
  /** Where the next byte goes. */
  end: number
  /** Where what was not taken begins. */
  taken: number
  block: 'header' | 'stored' | 'codes' | 'none'
  isLast: boolean
  /** Bytes of a stored block that are left. */
  stored: number
  readonly literals: CodeTable
  readonly distances: CodeTable
}

export function createInflater(): Inflater {
  const state: State = {
    bits: { input: new Uint8Array(0), at: 0, held: 0, count: 0 },
    output: new Uint8Array(OUTPUT),
    end: 0,
    taken: 0,
    block: 'header',
    isLast: false,
    stored: 0,
    literals: emptyTable(),
    distances: emptyTable(),
  }
  return {
    feed: (piece) => feed(state.bits, piece),
    run: () => run(state),
    take() {
      const bytes = state.output.subarray(state.taken, state.end)
      state.taken = state.end
      return bytes
    },
  }
}

function feed(bits: Bits, piece: Uint8Array): void {
  const rest = bits.input.subarray(bits.at)
  const both = new Uint8Array(rest.length + piece.length)
  both.set(rest)
  both.set(piece, rest.length)
  bits.input = both
  bits.at = 0
}

function run(state: State): InflateStop {
  makeRoom(state)
  for (;;) {
    const stop = runBlock(state)
    if (stop !== null) return stop
    if (state.block === 'none') return 'end'
  }
}

/** Only the last 32 KiB can be referred to. */
function makeRoom(state: State): void {
  if (state.end <= WINDOW || state.taken < state.end) return
  state.output.copyWithin(0, state.end - WINDOW, state.end)
  state.end = WINDOW
  state.taken = WINDOW
}

/** Goes on in the block at hand; null where it has ended and the next one begins. */
function runBlock(state: State): InflateStop | null {
  if (state.block === 'header') return readHeader(state)
  if (state.block === 'stored') return copyStored(state)
  return inflateCodes(state)
}

function endBlock(state: State): null {
  state.block = state.isLast ? 'none' : 'header'
  return null
}

/** The header of a block is read as a whole or not at all. */
function readHeader(state: State): InflateStop | null {
  const { bits } = state
  const before = { ...bits }
  const stop = readWholeHeader(state)
  if (stop === 'more-input') Object.assign(bits, before)
  return stop
}

const [STORED, FIXED, DYNAMIC] = [0, 1, 2]

function readWholeHeader(state: State): InflateStop | null {
  const { bits } = state
  if (!need(bits, 3)) return 'more-input'
  state.isLast = takeBits(bits, 1) === 1
  const type = takeBits(bits, 2)
  if (type === STORED) return readStoredHeader(state)
  if (type === FIXED) {
    const { literals, distances } = fixedLengths()
    fillTable(state.literals, literals)
    fillTable(state.distances, distances)
  } else if (type === DYNAMIC) {
    const codes = readCodes(bits)
    if (codes === 'more-input' || codes === 'damaged') return codes
    if (!fillTable(state.literals, codes.literals)) return 'damaged'
    if (!fillTable(state.distances, codes.distances)) return 'damaged'
  } else return 'damaged'
  state.block = 'codes'
  return null
}

/** Begins at the next whole byte: a length, and the same again with every bit turned. */
function readStoredHeader(state: State): InflateStop | null {
  const { bits } = state
  takeBits(bits, bits.count & 7)
  if (!need(bits, 16)) return 'more-input'
  const length = takeBits(bits, 16)
  if (!need(bits, 16)) return 'more-input'
  if ((takeBits(bits, 16) ^ length) !== 0xffff) return 'damaged'
  state.stored = length
  state.block = 'stored'
  return null
}

function copyStored(state: State): InflateStop | null {
  const { bits, output } = state
  while (bits.count > 0 && state.stored > 0) {
    if (state.end === output.length) return 'output'
    output[state.end++] = takeBits(bits, 8)
    state.stored--
  }
  const length = Math.min(state.stored, bits.input.length - bits.at, output.length - state.end)
  output.set(bits.input.subarray(bits.at, bits.at + length), state.end)
  bits.at += length
  state.end += length
  state.stored -= length
  if (state.stored === 0) return endBlock(state)
  return state.end === output.length ? 'output' : 'more-input'
}

/** A symbol that is only partly here is left for the next time, and so is one that may not fit. */
function inflateCodes(state: State): InflateStop | null {
  const { bits, output, literals } = state
  while (state.end <= output.length - MATCH_MAX) {
    const { at, held, count } = bits
    const symbol = decode(bits, literals)
    if (symbol >= 0 && symbol < END_OF_BLOCK) {
      output[state.end++] = symbol
      continue
    }
    if (symbol === END_OF_BLOCK) return endBlock(state)
    const fault = symbol < 0 ? symbol : copyMatch(state, symbol - END_OF_BLOCK - 1)
    if (fault === DAMAGED) return 'damaged'
    if (fault === MORE) {
      Object.assign(bits, { at, held, count })
      return 'more-input'
    }
  }
  return 'output'
}

const END_OF_BLOCK = 256

/** 0, or what is wrong. */
function copyMatch(state: State, symbol: number): number {
  const { bits } = state
  const lengthBits = LENGTH_BITS[symbol]
  if (lengthBits === undefined) return DAMAGED
  fill(bits)
  if (bits.count < lengthBits) return MORE
  const length = (LENGTH_BASES[symbol] ?? 0) + takeBits(bits, lengthBits)
  const code = decode(bits, state.distances)
  if (code < 0) return code
  const distanceBits = DISTANCE_BITS[code]
  if (distanceBits === undefined) return DAMAGED
  fill(bits)
  if (bits.count < distanceBits) return MORE
  const distance = (DISTANCE_BASES[code] ?? 0) + takeBits(bits, distanceBits)
  if (distance > state.end) return DAMAGED
  repeat(state, distance, length)
  return 0
}

/** From here on a call costs less than the bytes one by one. */
const LONG = 40

/** A match may overlap what it makes: a distance of one repeats one byte. */
function repeat(state: State, distance: number, length: number): void {
  const { output, end } = state
  const from = end - distance
  if (length >= LONG && distance >= length) output.copyWithin(end, from, from + length)
  else for (let index = 0; index < length; index++) output[end + index] = output[from + index] ?? 0
  state.end = end + length
}
