/**
 * A folder as one file to import: a zip archive that stores its files as they are. Nothing is read or copied for it, its
 * parts are the files themselves. So a folder of ten thousand small files is one import, with one progress, one report
 * and one place to continue from.
 */
import { type Bytes, utf8 } from '@nornos/std'
import { directoryEnd, directoryEntry, localHeader, type WrittenEntry } from '../zip/zip-headers.ts'

export interface FolderFile {
  /** From the folder on, with `/` between. */
  readonly path: string
  readonly file: File
}

export function folderArchive(name: string, files: readonly FolderFile[]): File {
  const parts: (Bytes | File)[] = []
  const written: WrittenEntry[] = []
  let at = 0
  // The same folder chosen again is the same file, in whatever order the system lists it.
  for (const { file, path } of files.toSorted((left, right) => (left.path < right.path ? -1 : 1))) {
    const entry = { name: utf8(path), method: 0 } as const
    const head = localHeader(entry)
    parts.push(head, file)
    written.push({ ...entry, crc: null, packed: file.size, size: file.size, at })
    at += head.length + file.size
  }
  const directory = written.map(directoryEntry)
  const length = directory.reduce((sum, { length: own }) => sum + own, 0)
  const lastModified = files.reduce((latest, { file }) => Math.max(latest, file.lastModified), 0)
  return new File([...parts, ...directory, directoryEnd(written.length, at, length)].map(asPart), name, {
    type: 'application/zip',
    lastModified,
  })
}

function asPart(part: Bytes | File): BlobPart {
  return part instanceof File ? part : new Uint8Array(part)
}
