/**
 * What begins with `<!`. Comments and CDATA are passed over whole. Of every other declaration only its first bytes
 * are, so that a DTD that is broken anywhere cannot hide what follows: its lines hold no tags of their own.
 */
import { INCOMPLETE } from './scan-result.ts'

const GREATER = 62
const DASH = 45
const OPENING_BRACKET = 91
const CLOSING_BRACKET = 93
const CDATA_LENGTH = 9

/** The position behind the declaration that begins at `start`, or INCOMPLETE. */
export function scanDeclaration(bytes: Uint8Array, start: number, limit: number): number {
  if (start + CDATA_LENGTH > limit) return INCOMPLETE
  const isComment = bytes[start + 2] === DASH && bytes[start + 3] === DASH
  if (isComment) return behind(bytes, start + 4, limit, DASH)
  if (bytes[start + 2] === OPENING_BRACKET) return behind(bytes, start + CDATA_LENGTH, limit, CLOSING_BRACKET)
  return start + 2
}

/** The position behind the first `>` that has the byte twice in front of it. */
function behind(bytes: Uint8Array, from: number, limit: number, twice: number): number {
  for (let at = from + 2; at < limit; at++) {
    const greater = bytes.indexOf(GREATER, at)
    if (greater < 0 || greater >= limit) return INCOMPLETE
    if (bytes[greater - 1] === twice && bytes[greater - 2] === twice) return greater + 1
    at = greater
  }
  return INCOMPLETE
}
