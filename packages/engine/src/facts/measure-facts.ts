/** The facts that every measure has: the latest day, the latest week and the month's trend, against the own usual. */
import { localDayToNumber } from '@nornos/health-model'
import { present } from '@nornos/std'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { type Baseline, baselineBefore, baselineHalfWidth, robustZ } from '../statistics/baseline.ts'
import { shiftBetween } from '../statistics/before-after.ts'
import { mean } from '../statistics/robust.ts'
import { roundTo } from '../statistics/rounding.ts'
import { type Point, valuesOf, within } from '../statistics/series.ts'
import { trendOf } from '../statistics/trend.ts'
import type { Direction, Fact } from './fact.ts'
import { makeFact, makeGap, type UsualDraft } from './make-fact.ts'
import { baselineRuleOf, inputsOf, type Measure, measuredPoints, toUnit } from './measure.ts'

const weekDays = 7
const weekDaysMin = 5
const trendDays = 28
const trendDaysMin = 14

/** The last day that can be complete. */
export function lastDayOf(snapshot: Snapshot, measure: Measure): number {
  return localDayToNumber(snapshot.asOf) - measure.daysBehind
}

/** The measure's latest day, at most one day late; undefined when there is none. */
export function latestPoint(snapshot: Snapshot, measure: Measure): Point | undefined {
  const last = lastDayOf(snapshot, measure)
  return within(measuredPoints(snapshot, measure), last - 1, last).at(-1)
}

/** The latest day against the person's usual. */
export function dayFact(snapshot: Snapshot, measure: Measure): Fact {
  const points = measuredPoints(snapshot, measure)
  const latest = latestPoint(snapshot, measure)
  const last = lastDayOf(snapshot, measure)
  if (latest === undefined) return gapOf(snapshot, measure, 'day', points, [last, last], 1)
  const baseline = baselineBefore(points, latest.day, baselineRuleOf(measure))
  if (baseline === null) return baselineGap(snapshot, measure, 'day', points, latest.day)
  const z = robustZ(latest.value, baseline)
  const delta = toUnit(measure, latest.value) - toUnit(measure, baseline.median)
  return makeFact(snapshot, {
    ...commonOf(measure, 'day', points),
    window: [latest.day, latest.day],
    value: toUnit(measure, latest.value),
    usual: usualDraft(measure, baseline),
    delta,
    z,
    direction: directionOf(z, 1),
    halfWidth: baselineHalfWidth(baseline),
    // A single day is compared on the person's own scale, which for most is wider than a relevant change.
    relevantChange: Math.max(measure.relevantChange, baseline.spread),
    method: 'robust z against the median of the previous valid days',
    message: present(measure.messages.day, 'the measure has a sentence for it'),
  })
}

/** The last seven days against the four weeks before them. */
export function weekFact(snapshot: Snapshot, measure: Measure, daysMin = weekDaysMin): Fact {
  const points = measuredPoints(snapshot, measure)
  const last = lastDayOf(snapshot, measure)
  const from = last - weekDays + 1
  const week = within(points, from, last)
  if (week.length < daysMin) return gapOf(snapshot, measure, 'week', points, [from, last], weekDays)
  const baseline = baselineBefore(points, from, baselineRuleOf(measure))
  if (baseline === null) return baselineGap(snapshot, measure, 'week', points, from)
  const before = within(points, baseline.from, baseline.to)
  const { shift, low, high, p } = shiftBetween(before, week, `${measure.id}/${snapshot.asOf}`)
  const [value, usual] = [toUnit(measure, mean(valuesOf(week))), toUnit(measure, baseline.median)]
  // The interval is that of the shift, on the scale of comparison; in the unit it is what it does to the usual level.
  const inUnit = (step: number) => toUnit(measure, baseline.median + step) - usual
  const certain = low > 0 || high < 0
  return makeFact(snapshot, {
    ...commonOf(measure, 'week', points),
    window: [from, last],
    value,
    usual: usualDraft(measure, baseline),
    delta: value - usual,
    z: shift / baseline.spread,
    p,
    interval: [inUnit(low), inUnit(high)],
    direction: certain ? directionOf(shift, measure.relevantChange) : 'same',
    halfWidth: (high - low) / 2,
    relevantChange: Math.max(measure.relevantChange, baseline.spread),
    method: 'Hodges-Lehmann shift, 95 % interval, block permutation',
    message: present(measure.messages.week, 'the measure has a sentence for it'),
  })
}

/** The slope of the last 28 days, stated per week. */
export function trendFact(snapshot: Snapshot, measure: Measure): Fact {
  const points = measuredPoints(snapshot, measure)
  const last = lastDayOf(snapshot, measure)
  const from = last - trendDays + 1
  const month = within(points, from, last)
  if (month.length < trendDaysMin) return gapOf(snapshot, measure, 'trend', points, [from, last], trendDays)
  const { slope, low, high, p } = trendOf(month)
  const middle = toUnit(measure, mean(valuesOf(month)))
  // A slope of logarithms is a share of the level.
  const perWeek = (rate: number) => (measure.scale === 'log' ? middle * Math.expm1(rate * 7) : rate * 7)
  return makeFact(snapshot, {
    ...commonOf(measure, 'trend', points),
    kind: 'trend',
    window: [from, last],
    value: perWeek(slope),
    p,
    interval: [perWeek(low), perWeek(high)],
    direction: p < 0.05 ? directionOf(slope * trendDays, measure.relevantChange) : 'same',
    halfWidth: ((high - low) / 2) * weekDays,
    relevantChange: measure.relevantChange,
    method: 'Theil-Sen slope, Mann-Kendall test with Hamed-Rao correction',
    message: present(measure.messages.trend, 'the measure has a sentence for it'),
    parameters: { size: roundTo(Math.abs(perWeek(slope)), measure.decimals) },
  })
}

/** Above or below once the change reaches `limit`, on either side. */
export function directionOf(change: number, limit: number): Direction {
  if (change >= limit) return 'above'
  return change <= -limit ? 'below' : 'same'
}

/** The usual range in the unit: one spread to each side of the middle. */
export function usualDraft(measure: Measure, baseline: Baseline): UsualDraft {
  return {
    ...baseline,
    median: toUnit(measure, baseline.median),
    low: toUnit(measure, baseline.median - baseline.spread),
    high: toUnit(measure, baseline.median + baseline.spread),
  }
}

/** What every fact of a measure shares; its points are back in the unit. */
export function commonOf(measure: Measure, part: string, points: readonly Point[]) {
  return {
    id: `${measure.id}.${part}`,
    metric: measure.metric,
    kind: 'value' as const,
    unit: measure.unit,
    decimals: measure.decimals,
    points: points.map(({ day, value }) => ({ day, value: toUnit(measure, value) })),
    grade: measure.grade,
    evidence: measure.evidence,
    inputs: inputsOf(measure),
  }
}

/** The gap where too few of the `expected` days of a window have a value. */
export function gapOf(
  snapshot: Snapshot,
  measure: Measure,
  part: string,
  points: readonly Point[],
  window: readonly [from: number, to: number],
  expected: number,
): Fact {
  const inside = within(points, ...window)
  return makeGap(snapshot, {
    ...commonOf(measure, part, points),
    window,
    n: inside.length,
    expected,
    points: inside,
  })
}

/** The gap where the days before `testedFrom` are too few for a usual. */
export function baselineGap(
  snapshot: Snapshot,
  measure: Measure,
  part: string,
  points: readonly Point[],
  testedFrom: number,
): Fact {
  const { validDaysMin, daysBackMax } = baselineRuleOf(measure)
  const window = [testedFrom - daysBackMax, testedFrom - 1] as const
  const usable = within(points, ...window)
  return makeGap(snapshot, {
    ...commonOf(measure, part, points),
    window,
    n: usable.length,
    expected: validDaysMin,
    points: usable,
  })
}
