/** The files of what somebody dropped: folders with all that is in them, as handles, nothing read. */
import type { DropZoneProps } from 'react-aria-components/DropZone'

type DropItem = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]['items'][number]
type FileDropItem = Extract<DropItem, { kind: 'file' }>
type DirectoryDropItem = Extract<DropItem, { kind: 'directory' }>

/** A folder that is dropped by mistake must not be walked for ever. */
const filesMax = 2_000

export async function filesOf(items: Iterable<DropItem>): Promise<readonly File[]> {
  const files: File[] = []
  for (const item of items) {
    if (item.kind === 'file') await addFile(files, item)
    else if (item.kind === 'directory') await addFolder(files, item)
  }
  return files
}

async function addFolder(files: File[], folder: DirectoryDropItem): Promise<void> {
  for await (const entry of folder.getEntries()) {
    if (files.length >= filesMax) return
    if (entry.kind === 'file') await addFile(files, entry)
    else await addFolder(files, entry)
  }
}

/** What the system writes into every folder is nobody's file. */
async function addFile(files: File[], item: FileDropItem): Promise<void> {
  const isOfTheSystem = item.name.startsWith('.') || item.name === 'Thumbs.db' || item.name === 'desktop.ini'
  if (!isOfTheSystem) files.push(await item.getFile())
}
