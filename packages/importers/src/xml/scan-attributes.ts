/**
 * The attributes of one tag, in one pass, four bytes at a time: names and values are hashed while their end is looked
 * for. Whether one of four bytes equals another is asked of the whole word (Mycroft 1987).
 *
 * The caller puts SENTINEL behind the last byte, so that every search ends; only then is it asked whether it ended
 * at the end of the buffer. Read next: scan-slowly.ts, for what is not written as exports write it.
 */
import { HASH_PRIME, HASH_START, WORD_MASKS } from '../text/word-hash.ts'
import { putAttribute } from './put-attribute.ts'
import { broken, INCOMPLETE } from './scan-result.ts'
import { scanSlowly } from './scan-slowly.ts'
import { CLOSE, EMPTY, type Tag } from './tag.ts'

const LESS = 60
const GREATER = 62
const SLASH = 47
const EQUALS = 61
const QUOTE = 34
const APOSTROPHE = 39
const SPACE = 32

/** What every search in a tag stops at: `<="'` and again, so that four bytes can be read behind each of them. */
export const SENTINEL = Uint8Array.of(LESS, EQUALS, QUOTE, APOSTROPHE, LESS, EQUALS, QUOTE, APOSTROPHE)

/** Fills `tag` with the attributes from `from` on. The position behind the tag, or INCOMPLETE, or where it broke. */
export function scanAttributes(tag: Tag, from: number, limit: number): number {
  const bytes = tag.bytes
  let at = behindBlanks(bytes, from)
  while (bytes[at] !== GREATER) {
    if (bytes[at] === SLASH) {
      at++
      if (bytes[at] === GREATER && tag.kind !== CLOSE) tag.kind = EMPTY
    } else {
      at = scanAttribute(tag, at, limit)
      if (at < 0) return at
    }
    at = behindBlanks(bytes, at)
  }
  return at + 1
}

function behindBlanks(bytes: Uint8Array, from: number): number {
  let at = from
  while ((bytes[at] ?? LESS) <= SPACE) at++
  return at
}

const EQUALS_WORD = 0x3d3d3d3d
const QUOTE_WORD = 0x22222222
const ONES = 0x01010101
const TOPS = 0x80808080 | 0

function scanAttribute(tag: Tag, from: number, limit: number): number {
  const { view, bytes } = tag
  let at = from
  let hash = HASH_START
  let word = view.getInt32(at, true)
  let same = word ^ EQUALS_WORD
  let found = (same - ONES) & ~same & TOPS
  while (found === 0) {
    hash = Math.imul(hash ^ word, HASH_PRIME)
    at += 4
    word = view.getInt32(at, true)
    same = word ^ EQUALS_WORD
    found = (same - ONES) & ~same & TOPS
  }
  const index = (31 - Math.clz32(found & -found)) >> 3
  if (index > 0) hash = Math.imul(hash ^ (word & (WORD_MASKS[index] ?? 0)), HASH_PRIME)
  const equals = at + index
  const quote = bytes[equals + 1]
  const isPlain = quote === QUOTE && (isKnown(tag, hash) || isName(tag, from, Math.min(equals, limit), hash))
  return isPlain ? scanValue(tag, from, equals, hash, limit) : scanSlowly(tag, from, limit)
}

/** A name that was found clean before: the common case, one look. */
function isKnown(tag: Tag, hash: number): boolean {
  return tag.knownNames[hash & 255] === hash
}

/** Whether no blank and no end of a tag is in the name; if so, it is known from now on. */
function isName(tag: Tag, from: number, end: number, hash: number): boolean {
  for (let at = from; at < end; at++) {
    const byte = tag.bytes[at] ?? LESS
    if (byte <= SPACE || byte === GREATER || byte === LESS || byte === SLASH) return false
  }
  tag.knownNames[hash & 255] = hash
  return end > from
}

function scanValue(tag: Tag, from: number, equals: number, nameHash: number, limit: number): number {
  const { view, bytes } = tag
  const start = equals + 2
  let at = start
  let hash = HASH_START
  let word = view.getInt32(at, true)
  let same = word ^ QUOTE_WORD
  let found = (same - ONES) & ~same & TOPS
  while (found === 0) {
    hash = Math.imul(hash ^ word, HASH_PRIME)
    at += 4
    word = view.getInt32(at, true)
    same = word ^ QUOTE_WORD
    found = (same - ONES) & ~same & TOPS
  }
  const index = (31 - Math.clz32(found & -found)) >> 3
  if (index > 0) hash = Math.imul(hash ^ (word & (WORD_MASKS[index] ?? 0)), HASH_PRIME)
  const end = at + index
  if (end + 1 >= limit) return INCOMPLETE
  const after = bytes[end + 1] ?? LESS
  if (after > SPACE && after !== GREATER && after !== SLASH && isBroken(bytes, start, end)) {
    return broken(bytes, start, limit)
  }
  putAttribute(tag, from, equals, nameHash, start, end, hash)
  return end + 1
}

/** A value that runs into the next tag lacks its closing quote. */
function isBroken(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === LESS) return true
  return false
}
