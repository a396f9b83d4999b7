/** The week of heart-rate variability against two months, in logarithms (Plews 2014). */
import { localDayToNumber } from '@nornos/health-model'
import { present } from '@nornos/std'
import type { Fact } from '../../facts/fact.ts'
import { makeFact } from '../../facts/make-fact.ts'
import { measuredPoints, toUnit } from '../../facts/measure.ts'
import { commonOf, directionOf, gapOf, usualDraft } from '../../facts/measure-facts.ts'
import type { Snapshot } from '../../snapshot/snapshot.ts'
import { coverageOf } from '../../statistics/coverage.ts'
import { mean, standardDeviation } from '../../statistics/robust.ts'
import { valuesOf, within } from '../../statistics/series.ts'
import type { RecoveryMeasure } from './recovery-measures.ts'

const weekNightsMin = 3
const monthsDays = 60
const monthsNightsMin = 21

/** Mean of the last seven nights against mean and spread of the sixty before; z below -1 is a finding, 3 % by chance. */
export function variabilityWeekFact(snapshot: Snapshot, measure: RecoveryMeasure): Fact {
  const points = measuredPoints(snapshot, measure)
  const last = localDayToNumber(snapshot.asOf)
  const window = [last - 6, last] as const
  const [from, to] = [window[0] - monthsDays, window[0] - 1]
  const week = within(points, ...window)
  if (week.length < weekNightsMin) return gapOf(snapshot, measure, 'week', points, window, 7)
  const months = within(points, from, to)
  if (months.length < monthsNightsMin)
    return gapOf(snapshot, measure, 'week', points, [from, to], monthsNightsMin)
  const usual = mean(valuesOf(months))
  const deviation = Math.max(standardDeviation(valuesOf(months)), measure.floor)
  const value = mean(valuesOf(week))
  const z = (value - usual) / deviation
  const { n, expected, missing } = coverageOf(months, from, to)
  return makeFact(snapshot, {
    ...commonOf(measure, 'week', points),
    window,
    value: toUnit(measure, value),
    usual: usualDraft(measure, { median: usual, spread: deviation, n, expected, from, to, missing }),
    delta: toUnit(measure, value) - toUnit(measure, usual),
    z,
    direction: directionOf(z, 0.5),
    halfWidth: (1.96 * 1.53 * deviation) / Math.sqrt(months.length),
    // The finding asks for a whole spread, so that is the change that must be told from chance.
    relevantChange: deviation,
    method: 'mean of logarithms of 7 nights against the 60 nights before',
    message: present(measure.messages.week, 'variability has a sentence for the week'),
  })
}
