/**
 * The attributes of one tag, in one pass over the bytes: names and values are hashed while they are looked for.
 *
 * The caller puts a `<` behind the last byte. Inside a tag a `<` is an error in XML, so every loop here stops at
 * it, and only then is it asked whether it was the end of the buffer or a broken tag.
 */
import { HASH_PRIME, HASH_START } from '../text/byte-hash.ts'
import { ATTRIBUTES_MAX, CLOSE, EMPTY, type Tag } from './tag.ts'

/** The buffer ends inside the tag. */
export const INCOMPLETE = -1
/** A `<` inside the tag: `brokenAt(position)` undoes it to the place where reading can go on. */
export const BROKEN = -2

const LESS = 60
const GREATER = 62
const SLASH = 47
const EQUALS = 61
const QUOTE = 34
const APOSTROPHE = 39
const SPACE = 32

/** Fills `tag` from the byte behind its name. The position behind the tag, or INCOMPLETE, or BROKEN - place. */
export function scanAttributes(tag: Tag, from: number, limit: number): number {
  const bytes = tag.bytes
  let at = from
  tag.attributes = 0
  for (;;) {
    at = behindSpace(bytes, at)
    const byte = bytes[at] ?? LESS
    if (byte === GREATER) return at + 1
    if (byte === SLASH) {
      at++
      if (bytes[at] === GREATER && tag.kind !== CLOSE) tag.kind = EMPTY
    } else {
      at = scanAttribute(tag, at, limit)
      if (at < 0) return at
    }
  }
}

function behindSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while ((bytes[at] ?? LESS) <= SPACE) at++
  return at
}

export function brokenAt(result: number): number {
  return BROKEN - result
}

function scanAttribute(tag: Tag, from: number, limit: number): number {
  const bytes = tag.bytes
  const slot = tag.attributes
  let at = from
  let hash = HASH_START
  let byte = bytes[at] ?? LESS
  while (byte > SPACE && byte !== EQUALS && byte !== GREATER && byte !== LESS) {
    hash = Math.imul(hash ^ byte, HASH_PRIME)
    byte = bytes[++at] ?? LESS
  }
  const nameEnd = at
  at = valueFrom(bytes, at)
  const quote = bytes[at] ?? LESS
  if (quote === LESS) return stopped(at, limit)
  // A name without a value is no XML; it is passed over, so that the rest of the tag is still read.
  if (quote !== QUOTE && quote !== APOSTROPHE) return at > from ? at : at + 1
  const end = scanValue(tag, at + 1, quote, slot)
  if (bytes[end] !== quote) return stopped(end, limit)
  if (slot < ATTRIBUTES_MAX) {
    tag.attributeHash[slot] = hash
    tag.attributeStart[slot] = from
    tag.attributeEnd[slot] = nameEnd
    tag.valueStart[slot] = at + 1
    tag.valueEnd[slot] = end
    tag.attributes = slot + 1
  }
  return end + 1
}

/** Passes ` = ` between a name and its value. */
function valueFrom(bytes: Uint8Array, from: number): number {
  let at = from
  let byte = bytes[at] ?? LESS
  while (byte <= SPACE || byte === EQUALS) byte = bytes[++at] ?? LESS
  return at
}

function scanValue(tag: Tag, from: number, quote: number, slot: number): number {
  const bytes = tag.bytes
  let at = from
  let hash = HASH_START
  let byte = bytes[at] ?? LESS
  while (byte !== quote && byte !== LESS) {
    hash = Math.imul(hash ^ byte, HASH_PRIME)
    byte = bytes[++at] ?? LESS
  }
  if (slot < ATTRIBUTES_MAX) tag.valueHash[slot] = hash
  return at
}

function stopped(at: number, limit: number): number {
  return at >= limit ? INCOMPLETE : BROKEN - at
}
