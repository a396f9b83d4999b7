/**
 * Repeatable draws for permutation tests: integer arithmetic only, so that every platform draws the same.
 * Not for secrets.
 */

/** Draws a whole number from 0 to `below` - 1. */
export type Draw = (below: number) => number

/** A generator (mulberry32) seeded by the FNV-1a hash of `key`. */
export function seededDraw(key: string): Draw {
  let state = hash(key)
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

function hash(key: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < key.length; index++) {
    value = Math.imul(value ^ key.charCodeAt(index), 0x01000193)
  }
  return value >>> 0
}

/** A shuffled copy (Fisher-Yates). */
export function shuffled<Item>(items: readonly Item[], draw: Draw): Item[] {
  const pool = [...items]
  const result: Item[] = []
  while (pool.length > 0) result.push(...pool.splice(draw(pool.length), 1))
  return result
}
