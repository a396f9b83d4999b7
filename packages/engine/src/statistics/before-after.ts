/**
 * Before and after: the Hodges-Lehmann shift between two stretches of days, its 95 % interval, and a permutation
 * p-value that keeps weeks together, so that weekends and likeness of neighbours do not pass for change.
 */
import { ascending, mean, median } from './robust.ts'
import { type Draw, seededDraw, shuffled } from './seeded.ts'
import { autocorrelation, type Point, valuesOf } from './series.ts'

export interface Shift {
  /** After minus before, in the metric's unit. */
  readonly shift: number
  readonly low: number
  readonly high: number
  readonly p: number
}

const blockDays = 7
const permutations = 199

/** The shift from `before` to `after`; `seedKey` fixes the permutations. */
export function shiftBetween(before: readonly Point[], after: readonly Point[], seedKey: string): Shift {
  const differences = ascending(pairwiseDifferences(valuesOf(before), valuesOf(after)))
  const reach = 1.96 * Math.sqrt(rankVariance(before, after))
  const last = differences.length - 1
  const shift = median(differences)
  return {
    shift,
    low: differences[Math.max(0, Math.floor(differences.length / 2 - reach))] ?? shift,
    high: differences[Math.min(last, Math.ceil(differences.length / 2 + reach) - 1)] ?? shift,
    p: blockPermutationP(valuesOf(before), valuesOf(after), Math.abs(shift), seededDraw(seedKey)),
  }
}

/** Hodges-Lehmann: the median of all differences between an after-value and a before-value. */
export function hodgesLehmann(before: readonly number[], after: readonly number[]): number {
  return median(pairwiseDifferences(before, after))
}

function pairwiseDifferences(before: readonly number[], after: readonly number[]): number[] {
  return after.flatMap((late) => before.map((early) => late - early))
}

/** The rank-sum variance, widened by the correlation of neighbouring days. */
function rankVariance(before: readonly Point[], after: readonly Point[]): number {
  const residuals = [before, after].flatMap((part) => {
    const centre = mean(valuesOf(part))
    return part.map(({ day, value }) => ({ day, value: value - centre }))
  })
  const r = Math.min(0.8, Math.max(0, autocorrelation(residuals, 1, 0)))
  const [m, n] = [before.length, after.length]
  return ((m * n * (m + n + 1)) / 12) * ((1 + r) / (1 - r))
}

function blockPermutationP(
  before: readonly number[],
  after: readonly number[],
  observed: number,
  draw: Draw,
): number {
  const all = [...before, ...after]
  let asLarge = 0
  for (let round = 0; round < permutations; round++) {
    const order = blockShuffled(all, draw)
    const shift = hodgesLehmann(order.slice(0, before.length), order.slice(before.length))
    // Differences of equal values may not be bit-equal in another order of subtraction.
    if (Math.abs(shift) >= observed - 1e-9) asLarge++
  }
  return (1 + asLarge) / (1 + permutations)
}

/** Cuts the series, closed to a ring, at a random place into weeks, and shuffles the weeks. */
function blockShuffled(values: readonly number[], draw: Draw): number[] {
  const offset = draw(values.length)
  const ring = [...values.slice(offset), ...values.slice(0, offset)]
  const blocks: number[][] = []
  for (let start = 0; start < ring.length; start += blockDays) {
    blocks.push(ring.slice(start, start + blockDays))
  }
  return shuffled(blocks, draw).flat()
}
