/**
 * Reads a zip archive with random access: by its directory, in whatever order that is given.
 */
import type { ByteReader } from '../input.ts'
import type { ArchiveLimits } from './archive-limits.ts'
import { EntryError } from './entry-error.ts'
import { type Expansion, expandedReader } from './inflate-reader.ts'
import { u16, u32 } from './little-endian.ts'
import type { DirectoryEntry } from './zip-directory.ts'
import type { ZipEntry } from './zip-entry.ts'

const LOCAL_SIGNATURE = 0x04034b50
const LOCAL_HEADER_BYTES = 30

export async function* blobEntries(
  blob: Blob,
  directory: readonly DirectoryEntry[],
  limits: ArchiveLimits,
  expansion: Expansion,
  bytesBetween: (start: number, end: number) => ByteReader,
): AsyncGenerator<ZipEntry> {
  for (const entry of directory) {
    if (entry.name.endsWith('/')) continue
    const start = await contentStart(blob, entry)
    const end = start + entry.compressedBytes
    const isWhole = start > 0 && end <= blob.size
    const coding = { method: entry.method, flags: entry.flags, checksum: () => entry.crc }
    const content = isWhole ? expandedReader(bytesBetween(start, end), coding, limits, expansion) : damaged
    yield { name: entry.name, content }
  }
}

const damaged = {
  async next(): Promise<never> {
    throw new EntryError('damaged')
  },
}

/** The local header repeats the name and has extra fields of its own: only it says where the bytes begin. */
async function contentStart(blob: Blob, entry: DirectoryEntry): Promise<number> {
  const slice = blob.slice(entry.offset, entry.offset + LOCAL_HEADER_BYTES)
  const header = new Uint8Array(await slice.arrayBuffer())
  if (u32(header, 0) !== LOCAL_SIGNATURE) return 0
  return entry.offset + LOCAL_HEADER_BYTES + u16(header, 26) + u16(header, 28)
}
