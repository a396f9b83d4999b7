/** The facts of the sleep specialist. Sleep stages are shown by the apps and are the basis of nothing here. */
import { localDayToNumber } from '@nornos/health-model'
import type { Fact } from '../../facts/fact.ts'
import { makeFact } from '../../facts/make-fact.ts'
import { measuredPoints } from '../../facts/measure.ts'
import { dayFact, gapOf, trendFact, weekFact } from '../../facts/measure-facts.ts'
import type { Snapshot } from '../../snapshot/snapshot.ts'
import { mean, median } from '../../statistics/robust.ts'
import { type Point, valuesOf, within } from '../../statistics/series.ts'
import { efficiencyFacts } from './efficiency-facts.ts'
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
