/** One to eight faults in a file: a byte changed, a part taken out, doubled, filled or moved, the end cut off. */
import type { Random } from '@nornos/importers/generate'

export function spoil(file: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(file)
  const faults = 1 + Math.floor(random() * 8)
  for (let fault = 0; fault < faults; fault++) bytes = spoilOnce(bytes, random)
  return bytes
}

const INTERESTING = [0, 1, 9, 10, 13, 32, 34, 38, 40, 60, 62, 91, 94, 124, 127, 128, 254, 255]

function spoilOnce(bytes: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  const at = Math.floor(random() * bytes.length)
  const length = Math.min(1 + Math.floor(random() ** 3 * 200), bytes.length - at)
  const before = bytes.subarray(0, at)
  const part = bytes.slice(at, at + length)
  const after = bytes.subarray(at + length)
  switch (Math.floor(random() * 8)) {
    case 0:
      return joined(before)
    case 1:
      return joined(before, after)
    case 2:
      return joined(before, part, part, after)
    case 3:
      return joined(before, part.fill(INTERESTING[Math.floor(random() * INTERESTING.length)] ?? 0), after)
    case 4:
      return joined(after, part, before)
    default:
      part[0] = Math.floor(random() * 256)
      return joined(before, part, after)
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts))
}
