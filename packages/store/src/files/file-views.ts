/** The files as the person sees them: each with its older versions, those that are deleted with their last day. */

import type { OpenDevice } from '../open-device.ts'
import { documentId } from './document-note.ts'
import { type FileShelf, readShelf, type ShelvedFile } from './file-shelf.ts'
import { fileVersions } from './file-versions.ts'

/** How long what was deleted or replaced can be had back. */
export const graceDays = 30
const graceMs = graceDays * 86_400_000

export interface FileVersionView {
  readonly fileId: string
  /** Of its bytes, base64url: how records and entries name a document. */
  readonly sha256: string
  readonly name: string
  /** Media type; empty when nobody knows. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** When it was added, milliseconds since 1970; null for one of before that was noted. */
  readonly addedAt: number | null
  /** Whether it still waits on this device to be sent. */
  readonly isWaiting: boolean
  /** Milliseconds since 1970 until when it can be had back; null while it is in use. */
  readonly restorableUntil: number | null
}

export interface FileView extends FileVersionView {
  readonly isDeleted: boolean
  /** The newest first, without the one in use. */
  readonly olderVersions: readonly FileVersionView[]
}

export async function readFileViews(device: OpenDevice): Promise<readonly FileView[]> {
  const shelf = await readShelf(device)
  const files = oncePerContent(shelf)
  const versions = fileVersions(shelf, files)
  const byId = new Map(files.map((file) => [file.fileId, file]))
  return files
    .filter(({ fileId }) => versions.replacedAt(fileId) === null)
    .map((file) => {
      const deletedAt = deletedSince(shelf, file)
      const older: FileVersionView[] = []
      for (let id = versions.before(file.fileId); id !== null; id = versions.before(id)) {
        const before = byId.get(id)
        if (before !== undefined) older.push(viewOf(device, shelf, before, versions.replacedAt(id)))
      }
      const view = viewOf(device, shelf, file, deletedAt)
      return { ...view, isDeleted: deletedAt !== null, olderVersions: older }
    })
    .sort((left, right) => left.name.localeCompare(right.name))
}

/** Files whose time is up: deleted or replaced more than the grace period ago. */
export function dueFiles(shelf: FileShelf, now: number): readonly ShelvedFile[] {
  const versions = fileVersions(shelf, shelf.files)
  return shelf.files.filter((file) => {
    const since = deletedSince(shelf, file) ?? versions.replacedAt(file.fileId)
    return since !== null && since + graceMs <= now
  })
}

/** Two devices that keep the same bytes at the same time keep them twice; the person sees one. */
function oncePerContent(shelf: FileShelf): readonly ShelvedFile[] {
  const byContent = Map.groupBy(shelf.files, ({ index }) => index.sha256)
  return [...byContent.values()].flatMap((same) => {
    const [first] = same.toSorted((left, right) => (left.fileId < right.fileId ? -1 : 1))
    return first === undefined ? [] : [first]
  })
}

function deletedSince(shelf: FileShelf, { fileId }: ShelvedFile): number | null {
  const mark = shelf.mark(fileId, 'deleted')
  return mark?.value === 'yes' ? mark.at : null
}

function viewOf(
  device: OpenDevice,
  shelf: FileShelf,
  { fileId, index }: ShelvedFile,
  since: number | null,
): FileVersionView {
  return {
    fileId,
    sha256: documentId(index.sha256),
    name: shelf.mark(fileId, 'name')?.value ?? index.name,
    type: index.type,
    size: index.size,
    addedAt: index.added ?? null,
    isWaiting: device.outbox.get(fileId) !== null,
    restorableUntil: since === null ? null : since + graceMs,
  }
}
