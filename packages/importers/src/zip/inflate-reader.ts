/**
 * The expanded bytes of one entry, counted against the limits as they come. The compressed side is fed in small
 * pieces: deflate can grow a piece a thousandfold, and that product is all that is ever in memory.
 */
import { Inflate } from 'fflate'
import type { ByteReader } from '../input.ts'
import { ArchiveError, type ArchiveLimits } from './archive-limits.ts'
import { EntryError } from './entry-error.ts'
import { DEFLATED, FLAG_ENCRYPTED, STORED } from './zip-entry.ts'

/** What all entries of an archive have expanded to so far. */
export interface Expansion {
  bytes: number
}

export interface EntryCoding {
  readonly method: number
  readonly flags: number
}

const FEED = 16 * 1024

export function expandedReader(
  raw: ByteReader,
  coding: EntryCoding,
  limits: ArchiveLimits,
  expansion: Expansion,
): ByteReader {
  if ((coding.flags & FLAG_ENCRYPTED) !== 0) return failing(new EntryError('encrypted'))
  if (coding.method === STORED) return countedReader(raw, limits, expansion)
  if (coding.method === DEFLATED) return countedReader(inflateReader(raw, limits), limits, expansion)
  return failing(new EntryError('unsupported-compression'))
}

function failing(error: EntryError): ByteReader {
  return {
    async next() {
      throw error
    },
  }
}

function countedReader(reader: ByteReader, limits: ArchiveLimits, expansion: Expansion): ByteReader {
  return {
    async next() {
      const piece = await reader.next()
      expansion.bytes += piece?.length ?? 0
      if (expansion.bytes > limits.expandedBytesMax) throw new ArchiveError('expands-too-much')
      return piece
    },
  }
}

function inflateReader(raw: ByteReader, limits: ArchiveLimits): ByteReader {
  const ready: Uint8Array[] = []
  const inflate = new Inflate((piece) => {
    if (piece.length > 0) ready.push(piece)
  })
  let piece = new Uint8Array(0)
  let consumed = 0
  let produced = 0
  let hasEnded = false

  async function feed(): Promise<void> {
    if (piece.length === 0) {
      const more = await raw.next()
      hasEnded = more === null
      piece = more === null ? piece : new Uint8Array(more)
    }
    const part = piece.subarray(0, FEED)
    piece = piece.subarray(FEED)
    consumed += part.length
    pushInto(inflate, part, hasEnded)
  }

  return {
    async next() {
      while (ready.length === 0 && !hasEnded) await feed()
      const next = ready.shift() ?? null
      produced += next?.length ?? 0
      const isBomb = produced > limits.ratioFreeBytes && produced > consumed * limits.ratioMax
      if (isBomb) throw new ArchiveError('ratio-too-high')
      return next
    },
  }
}

const FFLATE_UNEXPECTED_END = 0

function pushInto(inflate: Inflate, part: Uint8Array<ArrayBuffer>, isLast: boolean): void {
  try {
    inflate.push(part, isLast)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null
    throw new EntryError(code === FFLATE_UNEXPECTED_END ? 'truncated' : 'damaged', { cause })
  }
}
