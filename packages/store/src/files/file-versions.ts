/**
 * Which file is the newer version of which. Devices that mark at the same time, and a person who goes back to an
 * earlier version, can close a circle; the newest word then holds, and the one that would close it does not count.
 */
import type { FileShelf, ShelvedFile } from './file-shelf.ts'

export interface FileVersions {
  /** When a file was replaced, milliseconds since 1970; null while it is in use. */
  replacedAt(fileId: string): number | null
  /** The version before this one; null when there is none. */
  before(fileId: string): string | null
}

interface Step {
  readonly newer: string
  readonly older: string
  readonly at: number
}

export function fileVersions(
  shelf: Pick<FileShelf, 'mark'>,
  files: readonly Pick<ShelvedFile, 'fileId'>[],
): FileVersions {
  const known = new Set(files.map(({ fileId }) => fileId))
  const steps = files.flatMap(({ fileId: newer }): readonly Step[] => {
    const mark = shelf.mark(newer, 'replaces')
    const older = mark?.value ?? null
    return mark === null || older === null || !known.has(older) ? [] : [{ newer, older, at: mark.at }]
  })
  const older = new Map<string, string>()
  const replaced = new Map<string, number>()
  for (const step of steps.toSorted(
    (left, right) => right.at - left.at || (left.newer < right.newer ? -1 : 1),
  )) {
    if (replaced.has(step.older) || leadsTo(older, step.older, step.newer)) continue
    older.set(step.newer, step.older)
    replaced.set(step.older, step.at)
  }
  return {
    replacedAt: (fileId) => replaced.get(fileId) ?? null,
    before: (fileId) => older.get(fileId) ?? null,
  }
}

function leadsTo(older: ReadonlyMap<string, string>, from: string, to: string): boolean {
  for (let at: string | undefined = from; at !== undefined; at = older.get(at)) if (at === to) return true
  return false
}
