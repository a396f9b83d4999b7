/** The files as the person sees them: each with its older versions, those that are deleted with their last day. */

import type { OpenDevice } from '../open-device.ts'
import { type FileShelf, readShelf, type ShelvedFile } from './file-shelf.ts'

/** How long what was deleted or replaced can be had back. */
export const graceDays = 30
const graceMs = graceDays * 86_400_000

export interface FileVersionView {
  readonly fileId: string
  readonly name: string
  /** Media type; empty when nobody knows. */
  readonly type: string
  /** Bytes. */
  readonly size: number
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
  const successors = successorsOf(shelf, files)
  const byId = new Map(files.map((file) => [file.fileId, file]))
  return files
    .filter(({ fileId }) => !successors.has(fileId))
    .map((file) => {
      const deletedAt = deletedSince(shelf, file)
      const older: FileVersionView[] = []
      const met = new Set([file.fileId])
      let now = file
      for (;;) {
        const before = byId.get(shelf.mark(now.fileId, 'replaces')?.value ?? '')
        if (before === undefined || met.has(before.fileId)) break
        met.add(before.fileId)
        older.push(viewOf(device, shelf, before, successors.get(before.fileId) ?? null))
        now = before
      }
      const view = viewOf(device, shelf, file, deletedAt)
      return { ...view, isDeleted: deletedAt !== null, olderVersions: older }
    })
    .sort((left, right) => left.name.localeCompare(right.name))
}

/** Files whose time is up: deleted or replaced more than the grace period ago. */
export function dueFiles(shelf: FileShelf, now: number): readonly ShelvedFile[] {
  const successors = successorsOf(shelf, shelf.files)
  return shelf.files.filter((file) => {
    const since = deletedSince(shelf, file) ?? successors.get(file.fileId) ?? null
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

/** When each replaced file was replaced. */
function successorsOf(shelf: FileShelf, files: readonly ShelvedFile[]): ReadonlyMap<string, number> {
  const successors = new Map<string, number>()
  for (const { fileId } of files) {
    const mark = shelf.mark(fileId, 'replaces')
    if (mark?.value && mark.value !== fileId) successors.set(mark.value, mark.at)
  }
  return successors
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
    name: shelf.mark(fileId, 'name')?.value ?? index.name,
    type: index.type,
    size: index.size,
    isWaiting: device.outbox.get(fileId) !== null,
    restorableUntil: since === null ? null : since + graceMs,
  }
}
