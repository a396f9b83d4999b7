/** Writes a file that leaves the browser piece by piece: to its place, or in memory, up to a limit, where there is none. */
import { type FilePlace, offer, openPlace } from '#src/shell/file-place.ts'

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

/** Null when the person chose no place. Call it at once in the press of a button: the picker wants that. */
export async function openSink(name: string): Promise<FileSink | null> {
  const place = await openPlace(name)
  if (place === null) return null
  return place === 'none' ? memorySink(name) : placeSink(place)
}

async function placeSink(place: FilePlace): Promise<FileSink> {
  const writing = await place.handle.createWritable()
  return {
    write: (bytes) => writing.write(bytes),
    async finish() {
      await writing.close()
      await place.finish()
    },
    async abandon() {
      await writing.abort()
      await place.abandon()
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
