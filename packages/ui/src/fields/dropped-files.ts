/** The files of what somebody dropped or chose: folders with all that is in them, as handles, nothing read. */
import type { DropZoneProps } from 'react-aria-components/DropZone'

type DropItem = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]['items'][number]
type FileDropItem = Extract<DropItem, { kind: 'file' }>
type DirectoryDropItem = Extract<DropItem, { kind: 'directory' }>

export interface FolderFile {
  /** From the folder on, with `/` between. */
  readonly path: string
  readonly file: File
}

export interface Folder {
  readonly name: string
  readonly files: readonly FolderFile[]
}

export interface Dropped {
  /** Those that lay in no folder. */
  readonly files: readonly File[]
  readonly folders: readonly Folder[]
}

/** A folder that is dropped by mistake must not be walked for ever. */
export const folderFilesMax = 50_000

export class TooManyFilesError extends Error {
  override readonly name = 'TooManyFilesError'
}

/** Throws TooManyFilesError when a folder holds more than `folderFilesMax`. */
export async function droppedFiles(items: Iterable<DropItem>): Promise<Dropped> {
  const files: FolderFile[] = []
  const folders: Folder[] = []
  for (const item of items) {
    if (item.kind === 'file') await addFile(files, '', item)
    else if (item.kind === 'directory') folders.push(await folderOf(item))
  }
  return { files: files.map(({ file }) => file), folders }
}

/** The files of a folder that was chosen in the picker: each says where it lies in `webkitRelativePath`. */
export function chosenFolder(list: Iterable<File>): Folder {
  const files = [...list].filter(({ name }) => !isOfTheSystem(name))
  if (files.length > folderFilesMax) throw new TooManyFilesError()
  const [name = ''] = files[0]?.webkitRelativePath.split('/') ?? []
  return { name, files: files.map((file) => ({ path: file.webkitRelativePath || file.name, file })) }
}

async function folderOf(folder: DirectoryDropItem): Promise<Folder> {
  const files: FolderFile[] = []
  await addFolder(files, `${folder.name}/`, folder)
  return { name: folder.name, files }
}

async function addFolder(files: FolderFile[], path: string, folder: DirectoryDropItem): Promise<void> {
  for await (const entry of folder.getEntries()) {
    if (entry.kind === 'file') await addFile(files, path, entry)
    else await addFolder(files, `${path}${entry.name}/`, entry)
  }
}

async function addFile(files: FolderFile[], path: string, item: FileDropItem): Promise<void> {
  if (isOfTheSystem(item.name)) return
  if (files.length >= folderFilesMax) throw new TooManyFilesError()
  files.push({ path: `${path}${item.name}`, file: await item.getFile() })
}

/** What the system writes into every folder is nobody's file. */
function isOfTheSystem(name: string): boolean {
  return name.startsWith('.') || name === 'Thumbs.db' || name === 'desktop.ini'
}
