/**
 * Where a file of any size is written to, piece by piece: straight to the place that the person chose, where the browser
 * offers that; else into the browser's own private folder, and from there as a download; else in memory, up to a limit.
 */

export interface FileSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** The file is whole: it is now where the person finds it. */
  finish(): Promise<void>
  /** Nothing of it stays. */
  abandon(): Promise<void>
}

export class TooLargeError extends Error {
  override readonly name = 'TooLargeError'
}

/** Where neither a file nor a private folder can be written. */
export const memoryBytesMax = 512 * 1024 * 1024
const folderName = 'outgoing'

/** Null when the person chose no place. Call it at once in the press of a button: the picker wants that. */
export async function openSink(name: string): Promise<FileSink | null> {
  const pick: unknown = Reflect.get(globalThis, 'showSaveFilePicker')
  if (typeof pick === 'function') return chosenSink(pick, name)
  try {
    return await privateSink(name)
  } catch {
    return memorySink(name)
  }
}

async function chosenSink(pick: unknown, name: string): Promise<FileSink | null> {
  if (typeof pick !== 'function') return null
  const handle: unknown = await pick
    .call(globalThis, { suggestedName: name })
    .catch((cause: unknown) => (cause instanceof DOMException && cause.name === 'AbortError' ? null : cause))
  if (handle === null) return null
  if (!(handle instanceof FileSystemFileHandle)) throw handle
  const writing = await handle.createWritable()
  return {
    write: (bytes) => writing.write(bytes),
    finish: () => writing.close(),
    abandon: () => writing.abort(),
  }
}

async function privateSink(name: string): Promise<FileSink> {
  const root = await navigator.storage.getDirectory()
  // What an earlier visit left has been saved or given up.
  await root.removeEntry(folderName, { recursive: true }).catch(() => undefined)
  const folder = await root.getDirectoryHandle(folderName, { create: true })
  const handle = await folder.getFileHandle(crypto.randomUUID(), { create: true })
  const writing = await handle.createWritable()
  return {
    write: (bytes) => writing.write(bytes),
    async finish() {
      await writing.close()
      offer(await handle.getFile(), name)
    },
    async abandon() {
      await writing.abort()
      await folder.removeEntry(handle.name)
    },
  }
}

function memorySink(name: string): FileSink {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  return {
    async write(bytes) {
      length += bytes.length
      if (length > memoryBytesMax) throw new TooLargeError('too large for this browser')
      parts.push(bytes)
    },
    finish: async () => offer(new Blob(parts), name),
    async abandon() {
      parts.length = 0
    },
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
