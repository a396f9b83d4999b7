/**
 * FNV-1a over bytes: the name of a tag or an attribute as one number, so that the hot loops of the readers
 * compare numbers instead of strings. Not cryptographic; where a collision would matter, bytes are compared.
 */

const OFFSET_BASIS = 0x811c9dc5
export const HASH_PRIME = 0x01000193
export const HASH_START = OFFSET_BASIS | 0

const encoder = new TextEncoder()

/** The hash that a reader computes while it scans `text`. */
export function hashText(text: string): number {
  const bytes = encoder.encode(text)
  return hashBytes(bytes, 0, bytes.length)
}

export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), HASH_PRIME)
  return hash
}
