/**
 * One attribute byte by byte: blanks around the equals sign, apostrophes as quotes, a name without a value. Files
 * that machines write hardly ever have any of it.
 */
import { hashBytes } from '../text/word-hash.ts'
import { putAttribute } from './put-attribute.ts'
import { broken, INCOMPLETE } from './scan-result.ts'
import type { Tag } from './tag.ts'

const LESS = 60
const GREATER = 62
const EQUALS = 61
const QUOTE = 34
const APOSTROPHE = 39
const SPACE = 32

/** The position behind the attribute, or INCOMPLETE, or where the tag broke. */
export function scanSlowly(tag: Tag, from: number, limit: number): number {
  const { bytes } = tag
  const nameEnd = endOfName(bytes, from)
  let at = nameEnd
  while (isBlankOrEquals(bytes[at])) at++
  const quote = bytes[at] ?? LESS
  if (at >= limit) return INCOMPLETE
  if (quote === LESS) return broken(bytes, at, limit)
  // A name without a value is no XML; it is passed over, so that the rest of the tag is still read.
  if (quote !== QUOTE && quote !== APOSTROPHE) return at > from ? at : at + 1
  let end = at + 1
  while (bytes[end] !== quote && bytes[end] !== LESS) end++
  if (end >= limit) return INCOMPLETE
  if (bytes[end] === LESS) return broken(bytes, end, limit)
  putAttribute(
    tag,
    from,
    nameEnd,
    hashBytes(bytes, from, nameEnd),
    at + 1,
    end,
    hashBytes(bytes, at + 1, end),
  )
  return end + 1
}

function endOfName(bytes: Uint8Array, from: number): number {
  let at = from
  let byte = bytes[at] ?? LESS
  while (byte > SPACE && byte !== EQUALS && byte !== GREATER && byte !== LESS) byte = bytes[++at] ?? LESS
  return at
}

function isBlankOrEquals(byte: number | undefined): boolean {
  return byte !== undefined && (byte <= SPACE || byte === EQUALS)
}
