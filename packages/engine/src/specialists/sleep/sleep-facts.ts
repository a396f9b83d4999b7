/** The facts of the sleep specialist. Sleep stages are shown by the apps and are the basis of nothing here. */
import { localDayToNumber } from '@nornos/health-model'
import type { Fact } from '../../facts/fact.ts'
import { makeFact, makeGap } from '../../facts/make-fact.ts'
import { measuredPoints } from '../../facts/measure.ts'
import { dayFact, directionOf, gapOf, trendFact, weekFact } from '../../facts/measure-facts.ts'
import { nightPoints, type Snapshot } from '../../snapshot/snapshot.ts'
import { periodMean } from '../../statistics/period-mean.ts'
import { mean, median } from '../../statistics/robust.ts'
import { type Point, valuesOf, within } from '../../statistics/series.ts'
import { timeAsleep } from './sleep-measures.ts'
import { timingFacts } from './timing-facts.ts'

/** Nothing when sleep is not in the snapshot. */
export function sleepFacts(snapshot: Snapshot): Fact[] {
  if (measuredPoints(snapshot, timeAsleep).length === 0) return []
  return [
    dayFact(snapshot, timeAsleep),
    weekFact(snapshot, timeAsleep),
    trendFact(snapshot, timeAsleep),
    ...efficiencyFacts(snapshot),
    ...timingFacts(snapshot),
    debtFact(snapshot),
  ]
}

const efficiency = {
  id: 'sleep.efficiency.week',
  metric: 'sleep_efficiency',
  unit: '%',
  inputs: ['sleep'],
} as const

/** The share of the time in bed spent asleep, over a week, where the source tells the time in bed. */
function efficiencyFacts(snapshot: Snapshot): Fact[] {
  const points = nightPoints(snapshot, ({ asleep, inBed }) =>
    inBed === undefined || inBed <= 0 ? null : (100 * asleep) / Math.max(inBed, asleep),
  )
  if (points.length === 0) return []
  const last = localDayToNumber(snapshot.asOf)
  const window = [last - 6, last] as const
  const week = within(points, ...window)
  const earlier = within(points, last - 34, last - 7)
  if (week.length < 5 || earlier.length < 14) {
    const [n, expected] = week.length < 5 ? [week.length, 7] : [earlier.length, 14]
    const shown = week.length < 5 ? window : ([last - 34, last - 7] as const)
    return [
      makeGap(snapshot, { ...efficiency, window: shown, n, expected, points: within(points, ...shown) }),
    ]
  }
  return [efficiencyFact(snapshot, points, week, earlier, window)]
}

function efficiencyFact(
  snapshot: Snapshot,
  points: readonly Point[],
  week: readonly Point[],
  earlier: readonly Point[],
  window: readonly [from: number, to: number],
): Fact {
  const { mean: value, halfWidth } = periodMean(week)
  const usual = median(valuesOf(earlier))
  const [from, to] = [window[0] - 28, window[0] - 1]
  const known = new Set(earlier.map((point) => point.day))
  const days = Array.from({ length: 28 }, (_, index) => from + index)
  return makeFact(snapshot, {
    ...efficiency,
    kind: 'value',
    decimals: 0,
    value,
    window,
    points,
    usual: {
      median: usual,
      low: usual - 5,
      high: usual + 5,
      n: earlier.length,
      expected: 28,
      from,
      to,
      missing: days.filter((day) => !known.has(day)),
    },
    delta: value - usual,
    direction: directionOf(value - usual, 5),
    halfWidth,
    relevantChange: 5,
    grade: 'C',
    evidence: ['sleep-efficiency'],
    method: 'mean of time asleep over time in bed',
    message: 'fact.sleep-efficiency.week',
  })
}

const debtNights = 14
const debtNightsMin = 10
const needDays = 28
const [needLow, needHigh, needDefault] = [420, 540, 480]

/** Sleep missing over two weeks against the need: what free days show, or eight hours. */
function debtFact(snapshot: Snapshot): Fact {
  const points = measuredPoints(snapshot, timeAsleep)
  const last = localDayToNumber(snapshot.asOf)
  const window = [last - debtNights + 1, last] as const
  const recent = within(points, ...window)
  if (recent.length < debtNightsMin)
    return { ...gapOf(snapshot, timeAsleep, 'debt', points, window, debtNights), id: 'sleep.debt' }
  const need = sleepNeed(within(points, last - needDays + 1, last))
  // A night without a value counts as an average one of the same two weeks, or a gap would hide debt.
  const shortfall = mean(valuesOf(recent).map((asleep) => need - asleep))
  const value = Math.max(0, shortfall * debtNights)
  return makeFact(snapshot, {
    id: 'sleep.debt',
    metric: 'sleep_total',
    kind: 'value',
    unit: 'min',
    decimals: 0,
    value,
    window,
    points,
    halfWidth: 0,
    relevantChange: timeAsleep.relevantChange,
    grade: 'C',
    evidence: ['sleep-debt', 'adult-sleep-need'],
    inputs: ['sleep'],
    method: 'need less time asleep, summed over 14 nights, not below 0',
    message: 'fact.sleep-debt',
    parameters: { need: Math.round(need) },
  })
}

/** The median of the nights into Saturday and Sunday, held between 7 and 9 hours; 8 hours below four such nights. */
function sleepNeed(points: readonly Point[]): number {
  const free = points.filter(({ day }) => isWeekend(day))
  if (free.length < 4) return needDefault
  return Math.min(needHigh, Math.max(needLow, median(valuesOf(free))))
}

function isWeekend(day: number): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7
  return weekday === 0 || weekday === 6
}
