/**
 * Where the bytes of an import come from: a Blob (a chosen file: random access, known size) or a stream. Readers
 * see one shape, `ByteReader`: pull the next piece, or look at the first bytes without taking them.
 */
import { concat } from '@nornos/std'
import { EntryError } from './zip/entry-error.ts'

export type ImportInput = Blob | ReadableStream<Uint8Array>

export interface ByteReader {
  /** The next piece, never empty; null at the end. Valid until the next call. */
  next(): Promise<Uint8Array | null>
}

export interface PeekableReader extends ByteReader {
  /** At least `count` bytes from here if there are so many, without taking them. */
  peek(count: number): Promise<Uint8Array>
}

/** Bytes that can be read anywhere, as often as wanted. */
export interface RandomAccess {
  readonly size: number
  /** From `start` to `end`, fewer where the bytes end. */
  read(start: number, end: number): Promise<Uint8Array>
}

export function blobAccess(blob: Blob): RandomAccess {
  return {
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  }
}

const SLICE = 512 * 1024

/** Reads blob[start, end) slice by slice. */
export function blobReader(blob: Blob, start = 0, end: number = blob.size): ByteReader {
  let at = start
  return {
    async next() {
      if (at >= end) return null
      const slice = blob.slice(at, Math.min(at + SLICE, end))
      at += slice.size
      return slice.size === 0 ? null : new Uint8Array(await slice.arrayBuffer())
    },
  }
}

export function streamReader(stream: ReadableStream<Uint8Array>): ByteReader {
  const reader = stream.getReader()
  return {
    async next() {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return null
        if (value.length > 0) return value
      }
    },
  }
}

export function bytesReader(...pieces: readonly Uint8Array[]): ByteReader {
  let at = 0
  return {
    async next() {
      while (at < pieces.length && pieces[at]?.length === 0) at++
      return pieces[at++] ?? null
    },
  }
}

/** Tells `seen` of every piece that is taken, and refuses to go on once the signal is aborted. */
export function watchedReader(
  reader: ByteReader,
  seen: (bytes: number) => void,
  signal?: AbortSignal,
): ByteReader {
  return {
    async next() {
      signal?.throwIfAborted()
      const piece = await reader.next()
      if (piece !== null) seen(piece.length)
      return piece
    },
  }
}

export function peekable(reader: ByteReader): PeekableReader {
  let held: Uint8Array | null = null
  /** An entry that broke off while it was looked at: what was read before comes first. */
  let failure: EntryError | null = null

  async function more(): Promise<Uint8Array | null> {
    if (failure !== null) return null
    try {
      return await reader.next()
    } catch (error) {
      if (!(error instanceof EntryError)) throw error
      failure = error
      return null
    }
  }

  return {
    async next() {
      const piece = held !== null && held.length > 0 ? held : await more()
      held = null
      if (piece === null && failure !== null) throw failure
      return piece
    },
    async peek(count) {
      let bytes: Uint8Array = held ?? new Uint8Array(0)
      while (bytes.length < count) {
        // A piece is valid until the next one is asked for.
        bytes = bytes.slice()
        const piece = await more()
        if (piece === null && bytes.length === 0 && failure !== null) throw failure
        if (piece === null) break
        bytes = bytes.length === 0 ? piece : concat(bytes, piece)
      }
      held = bytes
      return bytes
    },
  }
}

/** Everything that is left, or null when it is more than `bytesMax`. */
export async function readAll(reader: ByteReader, bytesMax: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = []
  let length = 0
  for (let piece = await reader.next(); piece !== null; piece = await reader.next()) {
    length += piece.length
    if (length > bytesMax) return null
    pieces.push(piece.slice())
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

const PART_BYTES = 8 * 1024 * 1024

/**
 * Everything that is left as a blob, which the platform may put on its disk, or null when it is more than `bytesMax`.
 * Where an entry breaks off it is what came before, and `broken` is told how.
 */
export async function keepAll(
  reader: ByteReader,
  bytesMax: number,
  broken: (length: number, how: string) => void,
): Promise<Blob | null> {
  const parts: Blob[] = []
  let pieces: Uint8Array<ArrayBuffer>[] = []
  let [length, pending] = [0, 0]
  try {
    for (let piece = await reader.next(); piece !== null; piece = await reader.next()) {
      length += piece.length
      pending += piece.length
      if (length > bytesMax) return null
      pieces.push(piece.slice())
      if (pending < PART_BYTES) continue
      parts.push(new Blob(pieces))
      pieces = []
      pending = 0
    }
  } catch (error) {
    if (!(error instanceof EntryError)) throw error
    broken(length, error.code)
  }
  return new Blob([...parts, ...pieces])
}
