/**
 * When a source told what a file holds: of two exports the newer one is right about a night that both tell. An archive was
 * made when its newest entry was; any other file says no more than when it was written last.
 */
import { FIRST_BYTES } from './format.ts'
import { ARCHIVE_LIMITS, ArchiveError } from './zip/archive-limits.ts'
import { isZip } from './zip/is-zip.ts'
import { readDirectory } from './zip/zip-directory.ts'

/** Milliseconds since 1970. The hours of an archive have no zone: they are read as UTC, so that every device reads the same. */
export async function toldAt(file: File): Promise<number> {
  const first = new Uint8Array(await file.slice(0, FIRST_BYTES).arrayBuffer())
  return (isZip(first) ? await newestEntry(file) : null) ?? file.lastModified
}

async function newestEntry(file: File): Promise<number | null> {
  try {
    const entries = (await readDirectory(file, ARCHIVE_LIMITS)) ?? []
    return entries.reduce<number | null>((newest, { modified }) => {
      return modified === null ? newest : Math.max(modified, newest ?? modified)
    }, null)
  } catch (cause) {
    // Whoever reads the archive refuses it.
    if (cause instanceof ArchiveError) return null
    throw cause
  }
}
