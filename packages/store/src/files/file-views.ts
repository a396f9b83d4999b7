/** The files as the person sees them: each with its older versions, those that are deleted with their last day. */

import type { OpenDevice } from '../open-device.ts'
import { documentId } from './document-note.ts'
import { type FileShelf, readShelf, type ShelvedFile } from './file-shelf.ts'
import { contentsOf, deletedSince, markOf, type SameContent, versionsOf } from './same-content.ts'

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
  const contents = contentsOf(shelf)
  const versions = versionsOf(shelf, contents)
  const byId = new Map(contents.map((content) => [content.file.fileId, content]))
  return contents
    .filter(({ file }) => versions.replacedAt(file.fileId) === null)
    .map((content) => {
      const deletedAt = deletedSince(shelf, content.file)
      const older: FileVersionView[] = []
      for (let id = versions.before(content.file.fileId); id !== null; id = versions.before(id)) {
        const before = byId.get(id)
        if (before !== undefined) older.push(viewOf(device, shelf, before, versions.replacedAt(id)))
      }
      const view = viewOf(device, shelf, content, deletedAt)
      return { ...view, isDeleted: deletedAt !== null, olderVersions: older }
    })
    .sort((left, right) => left.name.localeCompare(right.name))
}

/** Files whose time is up: deleted or replaced more than the grace period ago. */
export function dueFiles(shelf: FileShelf, now: number): readonly ShelvedFile[] {
  const contents = contentsOf(shelf)
  const versions = versionsOf(shelf, contents)
  return contents.flatMap((content) => {
    const replacedAt = versions.replacedAt(content.file.fileId)
    return content.all.filter((file) => {
      // What was added since, with the bytes of a version that was replaced, is a file of its own.
      const isOlder = replacedAt !== null && (file.index.added ?? 0) <= replacedAt
      const since = deletedSince(shelf, file) ?? (isOlder ? replacedAt : null)
      return since !== null && since + graceMs <= now
    })
  })
}

function viewOf(
  device: OpenDevice,
  shelf: FileShelf,
  content: SameContent,
  since: number | null,
): FileVersionView {
  const { fileId, index } = content.file
  return {
    fileId,
    sha256: documentId(index.sha256),
    name: markOf(shelf, content, 'name')?.value ?? index.name,
    type: index.type,
    size: index.size,
    addedAt: index.added ?? null,
    isWaiting: device.outbox.get(fileId) !== null,
    restorableUntil: since === null ? null : since + graceMs,
  }
}
