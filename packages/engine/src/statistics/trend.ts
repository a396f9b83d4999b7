/**
 * Trend: the Theil-Sen slope, and whether it is more than chance by the Mann-Kendall test with the variance
 * correction of Hamed and Rao (1998): days resemble their neighbours, and the plain test then cries wolf.
 */
import { twoSidedP } from './normal.ts'
import { ascending, median } from './robust.ts'
import { roundTo } from './rounding.ts'
import { autocorrelation, type Point } from './series.ts'

export interface Trend {
  /** Units a day. */
  readonly slope: number
  /** 95 % interval of the slope (Sen 1968). */
  readonly low: number
  readonly high: number
  readonly p: number
}

/** The trend of at least three points. */
export function trendOf(points: readonly Point[]): Trend {
  const slopes = ascending(pairwiseSlopes(points))
  const slope = median(slopes)
  const { score, variance } = mannKendall(points, slope)
  const z = variance === 0 ? 0 : (score - Math.sign(score)) / Math.sqrt(variance)
  const reach = 1.96 * Math.sqrt(variance)
  const low = slopes[Math.max(0, Math.floor((slopes.length - reach) / 2))] ?? slope
  const high = slopes[Math.min(slopes.length - 1, Math.ceil((slopes.length + reach) / 2))] ?? slope
  return { slope, low, high, p: twoSidedP(z) }
}

export function pairwiseSlopes(points: readonly Point[]): number[] {
  const slopes: number[] = []
  for (const [index, left] of points.entries()) {
    for (const right of points.slice(index + 1)) {
      slopes.push((right.value - left.value) / (right.day - left.day))
    }
  }
  return slopes
}

interface MannKendall {
  readonly score: number
  readonly variance: number
}

/** The score S and its variance, corrected for ties and for autocorrelation around `slope`. */
export function mannKendall(points: readonly Point[], slope: number): MannKendall {
  const n = points.length
  let score = 0
  for (const [index, left] of points.entries()) {
    for (const right of points.slice(index + 1)) score += Math.sign(right.value - left.value)
  }
  const ties = tieSizes(points.map((point) => point.value))
  const tied = ties.reduce((sum, size) => sum + size * (size - 1) * (2 * size + 5), 0)
  const independent = (n * (n - 1) * (2 * n + 5) - tied) / 18
  return { score, variance: independent * hamedRao(points, slope) }
}

/**
 * How many times wider the score spreads than for independent days. Never below 1: days that alternate are not
 * taken as a reason to be surer. The first lag always counts, later ones only when they are significant, because
 * a month of days is too short to prove the ordinary correlation of neighbours.
 */
function hamedRao(points: readonly Point[], slope: number): number {
  const n = points.length
  if (n < 4) return 1
  // Rounded, because residuals that are equal on paper must share a rank on every platform.
  const residuals = points.map(({ day, value }) => ({ day, value: roundTo(value - slope * day, 6) }))
  const ranked = ranksOf(residuals)
  const significant = 1.96 / Math.sqrt(n)
  let sum = 0
  for (let lag = 1; lag < n - 2; lag++) {
    const seen = autocorrelation(ranked, lag, (n + 1) / 2)
    // Taking out mean and slope hides part of the correlation of neighbours: about (1 + 4r) / n (Kendall 1954).
    const r = lag === 1 ? seen + (1 + 4 * seen) / n : seen
    if (lag === 1 || Math.abs(r) > significant) sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * r
  }
  return Math.max(1, 1 + (2 * sum) / (n * (n - 1) * (n - 2)))
}

/** Each value replaced by its rank from 1, equal values sharing their mean rank. */
export function ranksOf(points: readonly Point[]): Point[] {
  const sorted = ascending(points.map((point) => point.value))
  return points.map(({ day, value }) => {
    const first = sorted.indexOf(value)
    const last = sorted.lastIndexOf(value)
    return { day, value: (first + last) / 2 + 1 }
  })
}

function tieSizes(values: readonly number[]): number[] {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.values()]
}
