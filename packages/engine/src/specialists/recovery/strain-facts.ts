/**
 * Signs of physical strain: facts for the rules IW1 to IW4, never a diagnosis. Two nights of raised resting heart
 * rate, and how many signs stand out in one night.
 */
import { fieldOfMetric, localDayToNumber } from '@nornos/health-model'
import type { Fact } from '../../facts/fact.ts'
import { makeFact } from '../../facts/make-fact.ts'
import { baselineRuleOf, measuredPoints } from '../../facts/measure.ts'
import { baselineGap, commonOf, directionOf, gapOf, usualDraft } from '../../facts/measure-facts.ts'
import type { Snapshot } from '../../snapshot/snapshot.ts'
import { baselineBefore, robustZ } from '../../statistics/baseline.ts'
import { within } from '../../statistics/series.ts'
import { adverseZ, type RecoveryMeasure, restingHeartRate, signMeasures } from './recovery-measures.ts'

/** The smaller rise of the last two nights, against the nights before both. */
export function twoNightsFact(snapshot: Snapshot): Fact {
  const points = measuredPoints(snapshot, restingHeartRate)
  const today = localDayToNumber(snapshot.asOf)
  // Today's value may not be there yet in the morning; yesterday's then is the latest.
  const last = points.some((point) => point.day === today) ? today : today - 1
  const window = [last - 1, last] as const
  const nights = within(points, ...window)
  const [first, second] = nights
  if (first === undefined || second === undefined) {
    return gapOf(snapshot, restingHeartRate, 'two-nights', points, window, 2)
  }
  const baseline = baselineBefore(points, window[0], baselineRuleOf(restingHeartRate))
  if (baseline === null) return baselineGap(snapshot, restingHeartRate, 'two-nights', points, window[0])
  const value = Math.min(first.value, second.value)
  const z = robustZ(value, baseline)
  return makeFact(snapshot, {
    ...commonOf(restingHeartRate, 'two-nights', points),
    window,
    value,
    usual: usualDraft(restingHeartRate, baseline),
    delta: value - baseline.median,
    z,
    direction: directionOf(z, 1),
    // The rule's limits already carry the uncertainty: its false alarms are counted at every spread.
    halfWidth: 0,
    relevantChange: restingHeartRate.relevantChange,
    evidence: ['illness-warning', 'resting-heart-rate'],
    method: 'smaller rise of two consecutive nights over the median before them',
    message: 'fact.resting-heart-rate.two-nights',
  })
}

/** An adverse deviation above this, in spreads, makes a sign stand out. */
const standsOut = 2.5
const signDaysMin = 14

interface Sign {
  readonly measure: RecoveryMeasure
  readonly z: number
}

/** How many signs stand out in the latest night that has any; at least two kinds must have been measured. */
export function signsFacts(snapshot: Snapshot): Fact[] {
  const today = localDayToNumber(snapshot.asOf)
  const night = [today, today - 1].find((day) => kindsOf(signsOf(snapshot, day)) >= 2) ?? today
  const signs = signsOf(snapshot, night)
  const [first] = signs
  if (first === undefined || kindsOf(signs) < 2) return []
  const adverse = signs.filter(({ measure, z }) => adverseZ(measure, z) > standsOut)
  const value = kindsOf(adverse)
  return [
    makeFact(snapshot, {
      id: 'recovery.signs',
      metric: first.measure.metric,
      kind: 'event',
      unit: '{count}',
      decimals: 0,
      value,
      window: [night, night],
      points: [{ day: night, value }],
      parts: signs.map(({ measure, z }) => ({ metric: measure.metric, z: -adverseZ(measure, z) })),
      halfWidth: 0,
      relevantChange: 1,
      grade: 'B',
      evidence: ['illness-warning', 'breathing-rate'],
      inputs: [...new Set(signs.map(({ measure }) => fieldOfMetric(measure.metric)))],
      method: 'signs more than 2.5 spreads on the side of strain',
      message: 'fact.signs',
      parameters: { measured: kindsOf(signs) },
    }),
  ]
}

/** Every sign of one night with its deviation from the nights before. */
export function signsOf(snapshot: Snapshot, night: number): Sign[] {
  return signMeasures.flatMap((measure) => {
    const points = measuredPoints(snapshot, measure)
    const point = points.find(({ day }) => day === night)
    const baseline = baselineBefore(points, night, { ...baselineRuleOf(measure), validDaysMin: signDaysMin })
    return point === undefined || baseline === null ? [] : [{ measure, z: robustZ(point.value, baseline) }]
  })
}

function kindsOf(signs: readonly Sign[]): number {
  return new Set(signs.map(({ measure }) => measure.sign)).size
}
