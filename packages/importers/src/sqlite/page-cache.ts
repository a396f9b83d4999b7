/**
 * The pages of a database, read when they are asked for and kept while there is room: a database of any size takes the
 * memory of some of its pages. Tables lie among each other in the file, so what is near a page is read with it.
 */
import type { RandomAccess } from '../input.ts'

export interface Page {
  readonly bytes: Uint8Array
  readonly view: DataView
}

export interface PageCache {
  /** Counted from 1; null for one that is not all there. */
  page(number: number): Promise<Page | null>
}

const CHUNK_BYTES = 256 * 1024
const CHUNKS_MAX = 64

export function createPageCache(source: RandomAccess, pageBytes: number): PageCache {
  // A map keeps the order of its keys: what was used last is put at its end.
  const chunks = new Map<number, Uint8Array>()

  async function chunk(index: number): Promise<Uint8Array> {
    const start = index * CHUNK_BYTES
    const bytes = chunks.get(index) ?? (await source.read(start, Math.min(start + CHUNK_BYTES, source.size)))
    chunks.delete(index)
    chunks.set(index, bytes)
    const [oldest] = chunks.keys()
    if (chunks.size > CHUNKS_MAX && oldest !== undefined) chunks.delete(oldest)
    return bytes
  }

  return {
    async page(number) {
      const start = (number - 1) * pageBytes
      if (number < 1 || start + pageBytes > source.size) return null
      // A page is a power of two and no larger than a chunk: it never lies in two of them.
      const held = await chunk(Math.floor(start / CHUNK_BYTES))
      const from = start % CHUNK_BYTES
      const bytes = held.subarray(from, from + pageBytes)
      if (bytes.length < pageBytes) return null
      return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
    },
  }
}
