/** What scanning a tag answers when it is not a position: numbers below zero, because the hot loops allocate nothing. */

const LESS = 60

/** The buffer ends inside the tag. */
export const INCOMPLETE = -1
/** A `<` inside the tag: `brokenAt(position)` undoes it to the place where reading can go on. */
const BROKEN = -2

export function brokenAt(result: number): number {
  return BROKEN - result
}

/** A broken tag, as an answer of `scanAttributes`: the next `<` behind `from` is where reading goes on. */
export function broken(bytes: Uint8Array, from: number, limit: number): number {
  const next = bytes.indexOf(LESS, from)
  return BROKEN - Math.min(next, limit)
}
