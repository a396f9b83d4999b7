/** Raw DEFLATE by the platform's streams, with a limit on what may come out. */
import { type Bytes, concat } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'

export async function deflate(bytes: Bytes): Promise<Bytes> {
  return collect(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw')), Infinity)
}

/** Throws `malformed` for what is not DEFLATE, and for more than `bytesMax` bytes of output. */
export async function inflate(bytes: Bytes, bytesMax: number): Promise<Bytes> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    return await collect(stream, bytesMax)
  } catch (cause) {
    throw cause instanceof CryptoError ? cause : new CryptoError('malformed', { cause })
  }
}

async function collect(stream: ReadableStream<Uint8Array>, bytesMax: number): Promise<Bytes> {
  const parts: Uint8Array[] = []
  let total = 0
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return concat(...parts)
    total += value.length
    if (total > bytesMax) {
      await reader.cancel()
      throw new CryptoError('malformed')
    }
    parts.push(value)
  }
}
