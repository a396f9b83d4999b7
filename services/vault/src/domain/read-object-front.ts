/** Looks at the clear front of a sealed object while it passes: its epoch, and whether it is one at all. */
import { CryptoError, type ObjectHeader, objectHeaderBytes, parseObjectHeader } from '@nornos/crypto/verify'
import { type Bytes, concat } from '@nornos/std'

export interface Passing {
  readonly bytes: ReadableStream<Bytes>
  /** What the front says, once the stream has ended; null when it is not that of an object. */
  front(): ObjectHeader | null
}

export function watchFront(bytes: ReadableStream<Bytes>): Passing {
  let seen: Bytes = new Uint8Array()
  const watched = bytes.pipeThrough(
    new TransformStream<Bytes, Bytes>({
      transform(chunk, controller) {
        if (seen.length < objectHeaderBytes) seen = concat(seen, chunk).slice(0, objectHeaderBytes)
        controller.enqueue(chunk)
      },
    }),
  )
  return { bytes: watched, front: () => readFront(seen) }
}

/** Null for anything but the front of an object. */
export function readFront(bytes: Bytes): ObjectHeader | null {
  try {
    return parseObjectHeader(bytes)
  } catch (cause) {
    if (cause instanceof CryptoError) return null
    throw cause
  }
}
