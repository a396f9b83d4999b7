/** How much of the time in bed is sleep, over a week, against the four weeks before. */
import { localDayToNumber } from '@nornos/health-model'
import type { Fact } from '../../facts/fact.ts'
import { type GapDraft, makeFact, makeGap } from '../../facts/make-fact.ts'
import { directionOf } from '../../facts/measure-facts.ts'
import { nightPoints, type Snapshot, type SnapshotNight } from '../../snapshot/snapshot.ts'
import { coverageOf } from '../../statistics/coverage.ts'
import { periodMean } from '../../statistics/period-mean.ts'
import { median } from '../../statistics/robust.ts'
import { valuesOf, within } from '../../statistics/series.ts'

const common = {
  id: 'sleep.efficiency.week',
  metric: 'sleep_efficiency',
  unit: '%',
  inputs: ['sleep'],
} as const satisfies Partial<GapDraft>

const weekNights = 7
const weekNightsMin = 5
const earlierNights = 28
const earlierNightsMin = 14
const relevantChange = 5

/** Nothing when no source tells the time in bed. */
export function efficiencyFacts(snapshot: Snapshot): Fact[] {
  const points = nightPoints(snapshot, efficiencyOf)
  if (points.length === 0) return []
  const last = localDayToNumber(snapshot.asOf)
  const window = [last - weekNights + 1, last] as const
  const [from, to] = [window[0] - earlierNights, window[0] - 1]
  const week = within(points, ...window)
  const earlier = within(points, from, to)
  if (week.length < weekNightsMin) {
    return [makeGap(snapshot, { ...common, window, n: week.length, expected: weekNights, points: week })]
  }
  const { n, expected, missing } = coverageOf(earlier, from, to)
  if (n < earlierNightsMin) {
    return [
      makeGap(snapshot, { ...common, window: [from, to], n, expected: earlierNightsMin, points: earlier }),
    ]
  }
  const { mean: value, halfWidth } = periodMean(week)
  const usual = median(valuesOf(earlier))
  const [low, high] = [usual - relevantChange, usual + relevantChange]
  return [
    makeFact(snapshot, {
      ...common,
      kind: 'value',
      decimals: 0,
      value,
      window,
      points,
      usual: { median: usual, low, high, n, expected, from, to, missing },
      delta: value - usual,
      direction: directionOf(value - usual, relevantChange),
      halfWidth,
      relevantChange,
      grade: 'C',
      evidence: ['sleep-efficiency'],
      method: 'mean of time asleep over time in bed',
      message: 'fact.sleep-efficiency.week',
    }),
  ]
}

function efficiencyOf({ asleep, inBed }: SnapshotNight): number | null {
  return inBed === undefined || inBed <= 0 ? null : (100 * asleep) / Math.max(inBed, asleep)
}
