/** Robust location and spread: what one odd night cannot move. Read next: baseline.ts. */
import { present } from '@nornos/std'

/** The scale that makes the median absolute deviation equal the standard deviation of a normal sample. */
const madToDeviation = 1.4826

/** The q-quantile of at least one value, interpolated between neighbours (Hyndman-Fan type 7). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = ascending(values)
  const position = (sorted.length - 1) * q
  const below = Math.floor(position)
  const low = present(sorted[below], 'a quantile needs at least one value')
  const high = sorted[below + 1] ?? low
  return low + (high - low) * (position - below)
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Median absolute deviation, scaled to read like a standard deviation. */
export function scaledMad(values: readonly number[]): number {
  const centre = median(values)
  return madToDeviation * median(values.map((value) => Math.abs(value - centre)))
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The sample standard deviation; 0 for fewer than two values. */
export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0
  const centre = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

/** A sorted copy. Typed arrays sort by number natively, many times faster than with a comparison of ours. */
export function ascending(values: readonly number[]): number[] {
  return Array.from(Float64Array.from(values).sort())
}
