/** One entry of an archive as bytes: what a consumer keeps whole. */
import { type ByteReader, blobReader } from '../input.ts'
import { ARCHIVE_LIMITS, ArchiveError } from './archive-limits.ts'
import { EntryError } from './entry-error.ts'
import { blobEntries } from './zip-blob.ts'
import { readDirectory } from './zip-directory.ts'

/** Null when there is no such entry, or it is damaged or larger than `bytesMax`. */
export async function readEntry(archive: Blob, name: string, bytesMax: number): Promise<Blob | null> {
  try {
    const directory = (await readDirectory(archive, ARCHIVE_LIMITS)) ?? []
    const found = directory.filter((entry) => entry.name === name && entry.expandedBytes <= bytesMax)
    const entries = blobEntries(archive, found.slice(0, 1), ARCHIVE_LIMITS, { bytes: 0 }, (start, end) =>
      blobReader(archive, start, end),
    )
    for await (const { content } of entries) return await wholeOf(content, bytesMax)
    return null
  } catch (cause) {
    if (cause instanceof EntryError || cause instanceof ArchiveError) return null
    throw cause
  }
}

async function wholeOf(content: ByteReader, bytesMax: number): Promise<Blob | null> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (let piece = await content.next(); piece !== null; piece = await content.next()) {
    length += piece.length
    if (length > bytesMax) return null
    pieces.push(new Uint8Array(piece))
  }
  return new Blob(pieces)
}
