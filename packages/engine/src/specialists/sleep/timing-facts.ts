/** Sleep facts about when: how much falling asleep and waking vary, and how alike the days are. */
import { localDayToNumber } from '@nornos/health-model'
import type { EvidenceId, Grade } from '../../facts/evidence.ts'
import type { Fact } from '../../facts/fact.ts'
import { makeFact, makeGap } from '../../facts/make-fact.ts'
import { directionOf } from '../../facts/measure-facts.ts'
import type { MessageKey } from '../../messages/messages.ts'
import { nightPoints, type Snapshot } from '../../snapshot/snapshot.ts'
import { circularDeviation } from '../../statistics/circular.ts'
import { coverageOf } from '../../statistics/coverage.ts'
import { mean, standardDeviation } from '../../statistics/robust.ts'
import { type Point, valuesOf, within } from '../../statistics/series.ts'
import { regularityPoints } from './regularity.ts'

interface Timing {
  readonly id: string
  readonly message: MessageKey
  readonly unit: string
  readonly days: number
  readonly daysMin: number
  readonly relevantChange: number
  readonly grade: Grade
  readonly evidence: EvidenceId
  readonly method: string
  readonly points: (snapshot: Snapshot) => Point[]
  readonly summary: (values: readonly number[]) => number
  readonly halfWidth: (values: readonly number[]) => number
}

/** Of a spread estimated from n nights, about 1 / sqrt(2n) of itself is chance. */
const spread = {
  unit: 'min',
  days: 14,
  daysMin: 7,
  relevantChange: 30,
  grade: 'B',
  evidence: 'sleep-timing',
  method: 'circular standard deviation of clock times',
  summary: circularDeviation,
  halfWidth: (clock: readonly number[]) => (1.96 * circularDeviation(clock)) / Math.sqrt(2 * clock.length),
} as const

const timings: readonly Timing[] = [
  {
    ...spread,
    id: 'sleep.onset-spread',
    message: 'fact.sleep-onset-spread',
    points: (snapshot) => nightPoints(snapshot, (night) => night.onset),
  },
  {
    ...spread,
    id: 'sleep.wake-spread',
    message: 'fact.sleep-wake-spread',
    points: (snapshot) => nightPoints(snapshot, (night) => night.wake),
  },
  {
    id: 'sleep.regularity',
    message: 'fact.sleep-regularity',
    unit: '1',
    days: 7,
    daysMin: 5,
    relevantChange: 10,
    grade: 'B',
    evidence: 'sleep-regularity',
    method: 'Sleep Regularity Index, noon to noon, 5-minute steps',
    points: (snapshot) => regularityPoints(snapshot.nights ?? []),
    summary: mean,
    halfWidth: (indices) => (1.96 * standardDeviation(indices)) / Math.sqrt(indices.length),
  },
]

const earlierDays = 28

/** Each timing over its latest window, against the four weeks before it. */
export function timingFacts(snapshot: Snapshot): Fact[] {
  return snapshot.nights === undefined ? [] : timings.map((timing) => timingFact(snapshot, timing))
}

function timingFact(snapshot: Snapshot, timing: Timing): Fact {
  const last = localDayToNumber(snapshot.asOf)
  const window = [last - timing.days + 1, last] as const
  const [from, to] = [window[0] - earlierDays, window[0] - 1]
  const points = timing.points(snapshot)
  const common = { id: timing.id, metric: 'sleep_hypnogram', inputs: ['sleep'], unit: timing.unit } as const
  const recent = within(points, ...window)
  if (recent.length < timing.daysMin) {
    return makeGap(snapshot, { ...common, window, n: recent.length, expected: timing.days, points: recent })
  }
  const earlier = within(points, from, to)
  if (earlier.length < timing.daysMin) {
    const expected = timing.daysMin
    return makeGap(snapshot, { ...common, window: [from, to], n: earlier.length, expected, points: earlier })
  }
  const value = timing.summary(valuesOf(recent))
  const median = timing.summary(valuesOf(earlier))
  const { missing, n, expected } = coverageOf(earlier, from, to)
  const [low, high] = [median - timing.relevantChange, median + timing.relevantChange]
  return makeFact(snapshot, {
    ...common,
    kind: 'value',
    decimals: 0,
    window,
    points,
    value,
    usual: { median, low, high, n, expected, from, to, missing },
    delta: value - median,
    direction: directionOf(value - median, timing.relevantChange),
    halfWidth: timing.halfWidth(valuesOf(recent)),
    relevantChange: timing.relevantChange,
    grade: timing.grade,
    evidence: [timing.evidence],
    method: timing.method,
    message: timing.message,
  })
}
