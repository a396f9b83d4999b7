/**
 * Two devices that keep the same bytes at the same time keep them twice, and a large file may be added once more after it
 * was deleted. The person sees one file: what is said of any of them is said of it, and it is there as long as one is.
 */
import type { FileShelf, ShelvedFile } from './file-shelf.ts'
import { type FileVersions, fileVersions } from './file-versions.ts'

export interface SameContent {
  /** The one that stands for all of them. */
  readonly file: ShelvedFile
  readonly all: readonly ShelvedFile[]
}

export function contentsOf(shelf: FileShelf): readonly SameContent[] {
  const byContent = Map.groupBy(shelf.files, ({ index }) => index.sha256)
  return [...byContent.values()].flatMap((same) => {
    const all = same.toSorted((left, right) => (left.fileId < right.fileId ? -1 : 1))
    const file = all.find((one) => deletedSince(shelf, one) === null) ?? all[0]
    return file === undefined ? [] : [{ file, all }]
  })
}

/** Of the files that stand for others, whichever of them a mark names. */
export function versionsOf(shelf: FileShelf, contents: readonly SameContent[]): FileVersions {
  const byFile = new Map(contents.map((content) => [content.file.fileId, content]))
  const standsFor = new Map(contents.flatMap(({ all, file }) => all.map((one) => [one.fileId, file.fileId])))
  const files = contents.map(({ file }) => file)
  return fileVersions(
    {
      mark(fileId, field) {
        const content = byFile.get(fileId)
        const mark = content ? markOf(shelf, content, field) : null
        return mark === null ? null : { ...mark, value: standsFor.get(mark.value ?? '') ?? mark.value }
      },
    },
    files,
  )
}

/** What was said last about any of them. */
export function markOf(shelf: FileShelf, { all }: SameContent, field: string): ReturnType<FileShelf['mark']> {
  const marks = all.flatMap(({ fileId }) => shelf.mark(fileId, field) ?? [])
  return marks.toSorted((left, right) => right.at - left.at)[0] ?? null
}

/** Milliseconds since 1970; null while it is not deleted. */
export function deletedSince(shelf: FileShelf, { fileId }: ShelvedFile): number | null {
  const mark = shelf.mark(fileId, 'deleted')
  return mark?.value === 'yes' ? mark.at : null
}
