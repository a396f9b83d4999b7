/**
 * The expanded bytes of a gzip file, also of one made of many members (bgzip), within the limits of archives. The
 * length at the end of the last member tells whether the file is whole; bgzip ends in a member that holds nothing.
 */
import { Gunzip } from 'fflate'
import type { ByteReader } from '../input.ts'
import { ArchiveError, type ArchiveLimits } from './archive-limits.ts'
import { EntryError } from './entry-error.ts'
import type { Expansion } from './inflate-reader.ts'

const FEED = 16 * 1024

export function gunzipReader(raw: ByteReader, limits: ArchiveLimits, expansion: Expansion): ByteReader {
  const ready: Uint8Array[] = []
  const ending = createEnding()
  const gunzip = new Gunzip((piece) => {
    ending.memberBytes += piece.length
    if (piece.length > 0) ready.push(piece)
  })
  gunzip.onmember = () => {
    ending.memberBytes = 0
  }
  let piece: Uint8Array = new Uint8Array(0)
  let consumed = 0
  let produced = 0
  let hasEnded = false
  let failure: EntryError | null = null

  async function feed(): Promise<void> {
    if (piece.length === 0) {
      const more = await raw.next()
      hasEnded = more === null
      piece = more ?? piece
    }
    const part = piece.slice(0, FEED)
    piece = piece.subarray(FEED)
    consumed += part.length
    ending.add(part)
    try {
      gunzip.push(part, hasEnded)
      if (hasEnded && !ending.isWhole()) failure = new EntryError('truncated')
    } catch (cause) {
      failure = new EntryError(hasEnded ? 'truncated' : 'damaged', { cause })
    }
  }

  return {
    async next() {
      while (ready.length === 0 && !hasEnded && failure === null) await feed()
      const next = ready.shift() ?? null
      // What came before the damage is given first.
      if (next === null && failure !== null) throw failure
      produced += next?.length ?? 0
      expansion.bytes += next?.length ?? 0
      if (expansion.bytes > limits.expandedBytesMax) throw new ArchiveError('expands-too-much')
      const isBomb = produced > limits.ratioFreeBytes && produced > consumed * limits.ratioMax
      if (isBomb) throw new ArchiveError('ratio-too-high')
      return next
    },
  }
}

interface Ending {
  /** What the member that is read now has expanded to. */
  memberBytes: number
  add(part: Uint8Array): void
  isWhole(): boolean
}

const EXTRA_FIELD = 4
const BLOCK_MARK = [0x42, 0x43]

function createEnding(): Ending {
  let first: Uint8Array = new Uint8Array(0)
  let last: Uint8Array = new Uint8Array(0)
  const ending: Ending = {
    memberBytes: 0,
    add(part) {
      if (first.length < 16) first = joined(first, part).slice(0, 16)
      if (part.length > 0) last = joined(last, part).slice(-4)
    },
    isWhole() {
      const [one = 0, two = 0, three = 0, four = 0] = last
      const length = (one | (two << 8) | (three << 16) | (four << 24)) >>> 0
      const isBlocks =
        ((first[3] ?? 0) & EXTRA_FIELD) !== 0 && first[12] === BLOCK_MARK[0] && first[13] === BLOCK_MARK[1]
      return length === ending.memberBytes % 2 ** 32 && !(isBlocks && ending.memberBytes > 0)
    },
  }
  return ending
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  const all = new Uint8Array(before.length + after.length)
  all.set(before)
  all.set(after, before.length)
  return all
}
