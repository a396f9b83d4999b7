/**
 * Repeatable randomness for generated data. Only integer and basic arithmetic, so that a seed gives the same person
 * on every platform; sines and logarithms would not. Not for anything secret.
 */

/** A number from 0 until before 1. */
export type Random = () => number

/** A stream of its own for each seed and list of labels (mulberry32 over a mixed seed). */
export function seededRandom(seed: number, ...labels: readonly number[]): Random {
  let state = mix(seed | 0)
  for (const label of labels) state = mix(state ^ Math.imul(label | 0, 0x9e3779b1))
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}

function mix(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** Evenly from `low` until before `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low)
}

/** Nearly normal with mean 0 and standard deviation 1: twelve even numbers, added. */
export function normal(random: Random): number {
  let sum = -6
  for (let index = 0; index < 12; index++) sum += random()
  return sum
}

/** A wave between −1 and 1 of straight lines, `position` in periods. */
export function wave(position: number): number {
  const phase = position - Math.floor(position)
  return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
