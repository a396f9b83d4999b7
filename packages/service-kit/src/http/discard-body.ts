/** Reading a refused request to its end, so that its sender gets to read the answer. */
import type { Bytes } from '@nornos/std'

/** Whoever sends more after a refusal is cut off. */
const bytesMax = 16 * 1024 * 1024

/** Throws nothing: a body that breaks off has ended as well. */
export async function discardBody(body: ReadableStream<Bytes>): Promise<void> {
  let seen = 0
  try {
    for await (const chunk of body) {
      seen += chunk.byteLength
      if (seen > bytesMax) return
    }
  } catch {
    return
  }
}
