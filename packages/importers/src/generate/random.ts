/** Deterministic randomness: the same seed gives the same file on every machine. */

export type Random = () => number

/** Numbers in [0, 1) of the Mulberry32 generator, seeded by a text. */
export function makeRandom(seed: string): Random {
  let state = 2166136261
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** About normal, mean 0 and deviation 1. */
export function bell(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3)
}
