/**
 * A person's own normal: the median of the previous valid days, and a spread that never falls below what the
 * metric's devices can tell apart. Every "unusual" in the system is measured against this.
 */
import { coverageOf } from './coverage.ts'
import { median, scaledMad } from './robust.ts'
import { type Point, valuesOf } from './series.ts'

export interface BaselineRule {
  /** Valid days wanted; fewer, down to `validDaysMin`, is provisional. */
  readonly validDays: number
  readonly validDaysMin: number
  /** How far back a valid day may lie, in days before the tested ones. */
  readonly daysBackMax: number
  /** The smallest spread, in the metric's unit. */
  readonly floor: number
}

export interface Baseline {
  readonly median: number
  readonly spread: number
  readonly n: number
  readonly expected: number
  readonly from: number
  readonly to: number
  readonly missing: readonly number[]
}

/** The baseline of the days before `testedFrom`, or null when too few are valid. */
export function baselineBefore(
  points: readonly Point[],
  testedFrom: number,
  rule: BaselineRule,
): Baseline | null {
  const earliest = testedFrom - rule.daysBackMax
  const usable = points.filter((point) => point.day >= earliest && point.day < testedFrom)
  const used = usable.slice(-rule.validDays)
  const first = used[0]
  if (first === undefined || used.length < rule.validDaysMin) return null
  // A provisional baseline states the whole span that was searched, so that its gaps are visible.
  const from = used.length < rule.validDays ? Math.min(first.day, testedFrom - rule.validDays) : first.day
  const values = valuesOf(used)
  return {
    median: median(values),
    spread: Math.max(scaledMad(values), rule.floor),
    n: used.length,
    expected: rule.validDays,
    from,
    to: testedFrom - 1,
    missing: coverageOf(used, from, testedFrom - 1).missing,
  }
}

/** How many spreads `value` lies above the baseline. */
export function robustZ(value: number, baseline: Baseline): number {
  return (value - baseline.median) / baseline.spread
}

/**
 * Half of the 95 % interval of the baseline median. 1.53 / sqrt(n) standard deviations is what simulated
 * autocorrelated people give (0.40 at 14 days, 0.29 at 28, 0.20 at 60).
 */
export function baselineHalfWidth(baseline: Baseline): number {
  return (1.96 * 1.53 * baseline.spread) / Math.sqrt(baseline.n)
}
