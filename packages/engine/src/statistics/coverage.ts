/** Completeness: how many days of a window have a valid value, and which do not. */
import type { Point } from './series.ts'

export interface Coverage {
  /** Valid days. */
  readonly n: number
  /** Days in the window. */
  readonly expected: number
  /** The days without a value, ascending. */
  readonly missing: readonly number[]
  /** n / expected, 0 to 1. */
  readonly share: number
}

/** Coverage of the days `from` to `to`, both included. */
export function coverageOf(points: readonly Point[], from: number, to: number): Coverage {
  const present = new Set(points.map((point) => point.day))
  const missing: number[] = []
  for (let day = from; day <= to; day++) if (!present.has(day)) missing.push(day)
  const expected = to - from + 1
  const n = expected - missing.length
  return { n, expected, missing, share: n / expected }
}
