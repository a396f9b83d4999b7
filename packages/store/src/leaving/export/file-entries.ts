/**
 * The files of the vault in the readable export: the bytes that were put in, under the names that the person gave. A file
 * of which a part cannot be had ends where that part would begin, and is named as missing.
 */
import { type Bytes, present, utf8 } from '@nornos/std'
import { readShelf, type ShelvedFile } from '../../files/file-shelf.ts'
import { type FileVersionView, readFileViews } from '../../files/file-views.ts'
import { fileParts } from '../../files/read-file.ts'
import type { OpenDevice } from '../../open-device.ts'
import { AlarmError } from '../../sync/alarm.ts'
import type { ZipEntry } from '../../zip/zip-writer.ts'
import type { ExportRun } from './export-run.ts'

export interface FileToExport {
  readonly path: string
  readonly name: string
  readonly file: ShelvedFile
}

/** In use, replaced and deleted ones, each in a folder of its own; the same on every device. */
export async function listFilesToExport(device: OpenDevice): Promise<readonly FileToExport[]> {
  const { files } = await readShelf(device)
  const byId = new Map(files.map((file) => [file.fileId, file]))
  const taken = new Set<string>()
  const placed = (folder: string, { fileId, name }: FileVersionView): FileToExport => ({
    path: freePath(taken, folder, name),
    name,
    file: present(byId.get(fileId), 'what is seen is on the shelf'),
  })
  const views = (await readFileViews(device)).toSorted((left, right) => (left.fileId < right.fileId ? -1 : 1))
  return views.flatMap((view) => [
    placed(view.isDeleted ? 'files/deleted' : 'files', view),
    ...view.olderVersions.map((older) => placed('files/replaced', older)),
  ])
}

/** As it is: most files of a record are packed already. */
export function fileEntry(run: ExportRun, { file, path }: FileToExport): ZipEntry {
  return { name: path, content: readableParts(run, file, path), isDeflated: false }
}

export function fileListEntry(files: readonly FileToExport[]): ZipEntry {
  const listed = files.map(({ file: { index }, name, path }) => {
    const { sha256, size, type } = index
    return { path, name, type, size, sha256 }
  })
  return { name: 'files.json', content: [utf8(JSON.stringify(listed, null, 1))], isDeflated: true }
}

async function* readableParts(
  { device, missing, signal }: ExportRun,
  file: ShelvedFile,
  path: string,
): AsyncGenerator<Bytes> {
  try {
    const outcome = yield* fileParts(device, file, signal)
    if (!outcome.ok) missing.push(path)
  } catch (cause) {
    // The rest of the record can still be taken home; opening the file itself raises the alarm.
    if (!(cause instanceof AlarmError)) throw cause
    missing.push(path)
  }
}

/** What no file system takes; a name must not lead out of its folder either. */
const unusable = /[\p{Cc}\p{Cf}\\/:*?"<>|]/gu

/** Names that differ only in what a file system ignores get a number. */
function freePath(taken: Set<string>, folder: string, name: string): string {
  const usable = name.replaceAll(unusable, '-').replace(/^\.+/, '').slice(0, 150).trim() || 'file'
  const dot = usable.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [usable.slice(0, dot), usable.slice(dot)] : [usable, '']
  for (let number = 1; ; number++) {
    const path = `${folder}/${number === 1 ? usable : `${stem} (${number})${ending}`}`
    const key = path.normalize('NFC').toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return path
  }
}
