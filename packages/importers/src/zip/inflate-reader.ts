/**
 * The expanded bytes of one entry, counted against the limits as they come and compared with the checksum that the
 * archive states: what came out is handed over before anything is said about it.
 */
import type { ByteReader } from '../input.ts'
import { ArchiveError, type ArchiveLimits } from './archive-limits.ts'
import { crc32 } from './crc32.ts'
import { EntryError } from './entry-error.ts'
import { createInflater } from './inflate.ts'
import { DEFLATED, FLAG_ENCRYPTED, STORED } from './zip-entry.ts'

/** What all entries of an archive have expanded to so far. */
export interface Expansion {
  bytes: number
}

export interface EntryCoding {
  readonly method: number
  readonly flags: number
  /** CRC-32 of the expanded bytes, null when the archive does not say. Asked when the last byte was read. */
  checksum(): number | null
}

export function expandedReader(
  raw: ByteReader,
  coding: EntryCoding,
  limits: ArchiveLimits,
  expansion: Expansion,
): ByteReader {
  if ((coding.flags & FLAG_ENCRYPTED) !== 0) return failing(new EntryError('encrypted'))
  const counted = (reader: ByteReader) => countedReader(checkedReader(reader, coding), limits, expansion)
  if (coding.method === STORED) return counted(raw)
  if (coding.method === DEFLATED) return counted(inflateReader(raw, limits))
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

function checkedReader(reader: ByteReader, coding: EntryCoding): ByteReader {
  let checksum = 0
  return {
    async next() {
      const piece = await reader.next()
      if (piece !== null) checksum = crc32(piece, checksum)
      else if ((coding.checksum() ?? checksum) !== checksum) throw new EntryError('checksum-mismatch')
      return piece
    },
  }
}

function inflateReader(raw: ByteReader, limits: ArchiveLimits): ByteReader {
  const inflater = createInflater()
  let consumed = 0
  let produced = 0
  let failure: EntryError | null = null
  let isDone = false

  async function feed(): Promise<void> {
    const piece = await raw.next()
    if (piece === null) failure = new EntryError('truncated')
    else {
      consumed += piece.length
      inflater.feed(piece)
    }
  }

  /** What comes out next; null when nothing more does. */
  async function expand(): Promise<Uint8Array | null> {
    while (!isDone && failure === null) {
      const stop = inflater.run()
      isDone = stop === 'end'
      if (stop === 'damaged') failure = new EntryError('damaged')
      const bytes = inflater.take()
      if (bytes.length > 0) return bytes
      if (stop === 'more-input') await feed()
    }
    return null
  }

  return {
    async next() {
      const piece = await expand()
      produced += piece?.length ?? 0
      const isBomb = produced > limits.ratioFreeBytes && produced > consumed * limits.ratioMax
      if (isBomb) throw new ArchiveError('ratio-too-high')
      if (piece !== null) return piece
      if (failure !== null) throw failure
      // What stands behind the end is the entry's all the same: only then is known what its checksum should be.
      while ((await raw.next()) !== null);
      return null
    },
  }
}
