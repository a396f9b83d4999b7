/** The facts of the recovery specialist. */
import { fieldOfMetric, localDayToNumber } from '@nornos/health-model'
import type { Fact } from '../../facts/fact.ts'
import { makeFact } from '../../facts/make-fact.ts'
import { baselineRuleOf, type Measure, measuredPoints } from '../../facts/measure.ts'
import { dayFact, trendFact, weekFact } from '../../facts/measure-facts.ts'
import type { Snapshot } from '../../snapshot/snapshot.ts'
import { baselineBefore, robustZ } from '../../statistics/baseline.ts'
import { normalCumulative } from '../../statistics/normal.ts'
import { mean } from '../../statistics/robust.ts'
import { timeAsleep } from '../sleep/sleep-measures.ts'
import { adverseZ, otherSigns, restingHeartRate, variabilities } from './recovery-measures.ts'
import { signsFacts, signsOf, twoNightsFact } from './strain-facts.ts'
import { variabilityWeekFact } from './variability-facts.ts'

/** Nothing about what is not in the snapshot. */
export function recoveryFacts(snapshot: Snapshot): Fact[] {
  const has = (measure: Measure) => measuredPoints(snapshot, measure).length > 0
  return [
    ...(has(restingHeartRate)
      ? [
          dayFact(snapshot, restingHeartRate),
          twoNightsFact(snapshot),
          weekFact(snapshot, restingHeartRate),
          trendFact(snapshot, restingHeartRate),
        ]
      : []),
    ...variabilities
      .filter(has)
      .flatMap((measure) => [dayFact(snapshot, measure), variabilityWeekFact(snapshot, measure)]),
    ...otherSigns.filter(has).map((measure) => dayFact(snapshot, measure)),
    ...signsFacts(snapshot),
    ...indexFacts(snapshot),
  ]
}

/**
 * The recovery index: 50 is a usual night, higher is better. It needs heart rate or its variability and one more
 * part, always shows its parts, and no rule uses it.
 */
function indexFacts(snapshot: Snapshot): Fact[] {
  const today = localDayToNumber(snapshot.asOf)
  const parts = [
    ...signsOf(snapshot, today)
      .filter(({ measure }) => measure.sign !== 'oxygen')
      .map(({ measure, z }) => ({
        metric: measure.metric,
        z: measure.sign === 'skin-temperature' ? -Math.abs(z) : -adverseZ(measure, z),
      })),
    ...sleepPart(snapshot, today),
  ]
  const hasHeart = parts.some(({ metric }) => ['heart_rate', 'hrv'].includes(fieldOfMetric(metric)))
  const [first] = parts
  if (!hasHeart || first === undefined || parts.length < 2) return []
  return [
    makeFact(snapshot, {
      id: 'recovery.index',
      metric: first.metric,
      kind: 'value',
      unit: '{score}',
      decimals: 0,
      value: 100 * normalCumulative(mean(parts.map(({ z }) => z))),
      window: [today, today],
      points: [{ day: today, value: 100 * normalCumulative(mean(parts.map(({ z }) => z))) }],
      parts,
      halfWidth: 0,
      relevantChange: 1,
      grade: 'D',
      evidence: ['recovery-index'],
      inputs: [...new Set(parts.map(({ metric }) => fieldOfMetric(metric)))],
      method: 'normal share of the mean of the parts',
      message: 'fact.recovery-index',
      parameters: { parts: parts.length },
    }),
  ]
}

function sleepPart(snapshot: Snapshot, night: number) {
  const points = measuredPoints(snapshot, timeAsleep)
  const point = points.find(({ day }) => day === night)
  const baseline = baselineBefore(points, night, baselineRuleOf(timeAsleep))
  if (point === undefined || baseline === null) return []
  return [{ metric: timeAsleep.metric, z: robustZ(point.value, baseline) }]
}
