/** The expanded bytes of a gzip file, also of one made of many members (bgzip), within the limits of archives. */
import { Gunzip } from 'fflate'
import type { ByteReader } from '../input.ts'
import { ArchiveError, type ArchiveLimits } from './archive-limits.ts'
import { EntryError } from './entry-error.ts'
import type { Expansion } from './inflate-reader.ts'

const FEED = 16 * 1024

export function gunzipReader(raw: ByteReader, limits: ArchiveLimits, expansion: Expansion): ByteReader {
  const ready: Uint8Array[] = []
  const gunzip = new Gunzip((piece) => {
    if (piece.length > 0) ready.push(piece)
  })
  let piece: Uint8Array = new Uint8Array(0)
  let consumed = 0
  let produced = 0
  let hasEnded = false

  async function feed(): Promise<void> {
    if (piece.length === 0) {
      const more = await raw.next()
      hasEnded = more === null
      piece = more ?? piece
    }
    const part = piece.slice(0, FEED)
    piece = piece.subarray(FEED)
    consumed += part.length
    try {
      gunzip.push(part, hasEnded)
    } catch (cause) {
      throw new EntryError(hasEnded ? 'truncated' : 'damaged', { cause })
    }
  }

  return {
    async next() {
      while (ready.length === 0 && !hasEnded) await feed()
      const next = ready.shift() ?? null
      produced += next?.length ?? 0
      expansion.bytes += next?.length ?? 0
      if (expansion.bytes > limits.expandedBytesMax) throw new ArchiveError('expands-too-much')
      const isBomb = produced > limits.ratioFreeBytes && produced > consumed * limits.ratioMax
      if (isBomb) throw new ArchiveError('ratio-too-high')
      return next
    },
  }
}
