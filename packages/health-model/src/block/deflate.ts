/** Raw DEFLATE with the streams of the platform: browsers, workers and Node have them. */
import type { Bytes } from '@nornos/std'

export async function deflate(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/**
 * Exactly `length` bytes, or null when the input is not DEFLATE, is cut, goes on after its end, or gives another
 * length. Never holds more than `length` and one piece of the stream.
 */
export async function inflate(bytes: Bytes, length: number): Promise<Bytes | null> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  const whole = new Uint8Array(length)
  let filled = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return filled === length ? whole : null
      if (filled + value.length > length) {
        await reader.cancel()
        return null
      }
      whole.set(value, filled)
      filled += value.length
    }
  } catch {
    return null
  }
}
