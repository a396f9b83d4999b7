/**
 * A hash over bytes, four at a time: the name or value of an attribute as one number, so that the hot loops compare
 * numbers instead of strings. The scanner computes it while it looks for the closing quote. Not cryptographic; where
 * a collision would matter, bytes are compared.
 */

export const HASH_PRIME = 0x01000193
export const HASH_START = 0x811c9dc5 | 0

/** Keeps the first n bytes of a little-endian word. */
export const WORD_MASKS = Int32Array.of(0, 0xff, 0xffff, 0xffffff)

const encoder = new TextEncoder()

/** The hash that the scanner computes for `text`. */
export function hashText(text: string): number {
  const bytes = encoder.encode(text)
  return hashBytes(bytes, 0, bytes.length)
}

export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START
  for (let at = start; at < end; at += 4) {
    let word = 0
    for (let shift = 0; shift < 4 && at + shift < end; shift++)
      word |= (bytes[at + shift] ?? 0) << (shift * 8)
    hash = Math.imul(hash ^ word, HASH_PRIME)
  }
  return hash
}
