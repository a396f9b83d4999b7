/** Compressed data inside other data: tried at the start, behind small headers and at every known magic. */
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

const headerBytesMax = 128
const options = { finishFlush: 2, maxOutputLength: 64 * 1024 * 1024 } as const

/** Everything in `bytes` that can be inflated to something longer than a few bytes. */
export function* inflated(bytes: Buffer): Generator<Buffer> {
  for (let offset = 0; offset < Math.min(headerBytesMax, bytes.length); offset++) {
    const raw = attempt(() => inflateRawSync(bytes.subarray(offset), options))
    if (raw) yield raw
  }
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1)) {
    const second = bytes[at + 1] ?? 0
    if ((0x7800 + second) % 31 !== 0) continue
    const zlib = attempt(() => inflateSync(bytes.subarray(at), options))
    if (zlib) yield zlib
  }
  for (let at = bytes.indexOf('1f8b08', 0, 'hex'); at >= 0; at = bytes.indexOf('1f8b08', at + 1, 'hex')) {
    const gzip = attempt(() => gunzipSync(bytes.subarray(at), options))
    if (gzip) yield gzip
  }
}

function attempt(work: () => Buffer): Buffer | null {
  try {
    const result = work()
    return result.length > 3 ? result : null
  } catch {
    // Not compressed data: that is what most offsets are.
    return null
  }
}
