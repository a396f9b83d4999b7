/** Compressed data inside other data: tried at the start, behind small headers and at every known magic. */
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

const headerBytesMax = 128
// Most attempts fail at their first bytes: a large buffer for each of them would be most of the work.
const options = { finishFlush: 2, maxOutputLength: 64 * 1024 * 1024, chunkSize: 2048 } as const

/** Everything in `bytes` that can be inflated to something longer than a few bytes. */
export function* inflated(bytes: Buffer): Generator<Buffer> {
  if (isText(bytes)) return
  for (let offset = 0; offset < Math.min(headerBytesMax, bytes.length); offset++) {
    if (!mayBeginHere(bytes, offset)) continue
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

/** Compressed data of any length that says something have bytes that no text has. */
function isText(bytes: Buffer): boolean {
  return (
    bytes.length >= 16 && bytes.every((byte) => (byte >= 0x20 ? byte < 0x7f : byte >= 0x09 && byte <= 0x0d))
  )
}

/** Whether a first block of deflated data (RFC 1951 §3.2.3) can have this header; one that is only stored is clear. */
function mayBeginHere(bytes: Buffer, offset: number): boolean {
  const [first = 0, second = 0] = bytes.subarray(offset, offset + 2)
  const type = (first >> 1) & 3
  if (type === 1) return true
  const [literals, distances] = [first >> 3, second & 31]
  return type === 2 && literals <= 29 && distances <= 29
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
