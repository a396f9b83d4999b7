/**
 * Where a file of any size goes that leaves the browser: the place that the person chose, where the browser offers
 * that; else the browser's own private folder, and from there as a download.
 */

export interface FilePlace {
  readonly handle: FileSystemFileHandle
  /** The file is whole: it is now where the person finds it. */
  finish(): Promise<void>
  /** Nothing of it stays. */
  abandon(): Promise<void>
}

const folderName = 'outgoing'

/**
 * Null when the person chose no place, `none` where the browser can write no file. Call it at once in the press of a
 * button: the picker wants that.
 */
export async function openPlace(name: string): Promise<FilePlace | 'none' | null> {
  const pick: unknown = Reflect.get(globalThis, 'showSaveFilePicker')
  if (typeof pick === 'function') return chosenPlace(() => pick.call(globalThis, { suggestedName: name }))
  try {
    return await privatePlace(name)
  } catch (cause) {
    // A private window may have no folder.
    if (cause instanceof DOMException) return 'none'
    throw cause
  }
}

async function chosenPlace(pick: () => Promise<unknown>): Promise<FilePlace | null> {
  const handle = await pick().catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') return null
    throw cause
  })
  if (handle === null) return null
  if (!(handle instanceof FileSystemFileHandle)) throw new TypeError('the picker answered with no file')
  // What was written is put there only when it is whole: there is nothing to finish or to take away.
  return { handle, finish: async () => undefined, abandon: async () => undefined }
}

async function privatePlace(name: string): Promise<FilePlace | 'none'> {
  if (!('createWritable' in FileSystemFileHandle.prototype)) return 'none'
  const root = await navigator.storage.getDirectory()
  // What an earlier visit left has been saved or given up.
  await root.removeEntry(folderName, { recursive: true }).catch(() => undefined)
  const folder = await root.getDirectoryHandle(folderName, { create: true })
  const handle = await folder.getFileHandle(crypto.randomUUID(), { create: true })
  return {
    handle,
    finish: async () => offer(await handle.getFile(), name),
    abandon: () => folder.removeEntry(handle.name),
  }
}

/** What the browser's private folder still holds of files that left: readable ones among them. */
export async function clearPlaces(): Promise<void> {
  try {
    await (await navigator.storage.getDirectory()).removeEntry(folderName, { recursive: true })
  } catch (cause) {
    // There is none, or a private window has no folder.
    if (!(cause instanceof DOMException)) throw cause
  }
}

/** As a download. The address is kept for the time that a browser may need to copy a large file. */
export function offer(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 600_000)
}
