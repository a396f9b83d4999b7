/** What the devices of a generated person measure on one day: a watch, a phone that is often left behind, and a scale. */
import { codeNumber, type SleepStage } from '../codes.ts'
import type { SourceId } from '../ids.ts'
import { MINUTE_MILLISECONDS } from '../instant.ts'
import type { MetricId } from '../metrics/catalogue.ts'
import type { Sample } from '../sample.ts'
import type { DayPlan, Person } from './person.ts'
import { between, clamp, normal, type Random, seededRandom } from './random.ts'

export interface MeasuringSources {
  readonly watch: SourceId
  readonly phone: SourceId
  readonly scale: SourceId
}

interface Bench {
  readonly plan: DayPlan
  readonly zone: string
  readonly sources: MeasuringSources
  readonly random: Random
  readonly samples: Sample[]
}

export function measureDay(person: Person, plan: DayPlan, sources: MeasuringSources): Sample[] {
  const random = seededRandom(person.seed, 4, plan.day)
  const bench: Bench = { plan, zone: person.zone, sources, random, samples: [] }
  measureSteps(bench)
  if (plan.isWatchWorn) {
    measureHeartRate(bench)
    measureVariability(bench)
    measureSleep(bench)
    put(bench, 'heart_rate_resting', '/min', plan.midnight, plan.wake, Math.round(plan.restingHeartRate))
    const breaths = 14 + plan.illness * 3 + normal(random) * 0.5
    put(bench, 'respiratory_rate', '/min', plan.sleepStart, plan.wake, Math.round(breaths * 10) / 10)
  }
  if (plan.day % 3 === 0) {
    const kilograms = Math.round(plan.weightKilograms * 20) / 20
    put(bench, 'weight', 'kg', plan.wake + 12 * MINUTE_MILLISECONDS, null, kilograms, sources.scale)
  }
  return bench.samples
}

function put(
  { samples, zone, sources }: Bench,
  metric: MetricId,
  unit: string,
  start: number,
  end: number | null,
  value: number,
  source: SourceId = sources.watch,
): void {
  samples.push({ metric, source, start, end: Math.max(end ?? start, start), value, unit, zone })
}

const WALK_MINUTES = 10

/** Walks through the waking day; the watch sees all of them, the phone those on which it comes along. */
function measureSteps(bench: Bench): void {
  const { plan, random, sources } = bench
  const slots = Math.floor(
    (plan.midnight + 22 * 60 * MINUTE_MILLISECONDS - plan.wake) / (WALK_MINUTES * MINUTE_MILLISECONDS),
  )
  const shares = Array.from({ length: slots }, () => (random() < 0.35 ? between(random, 0.2, 2) : 0))
  const total = shares.reduce((sum, share) => sum + share, 0)
  for (const [slot, share] of shares.entries()) {
    const steps = Math.round((plan.steps * share) / total)
    if (!(steps > 0)) continue
    const start = plan.wake + slot * WALK_MINUTES * MINUTE_MILLISECONDS + Math.floor(random() * 60) * 1000
    const end = start + (WALK_MINUTES - 1) * MINUTE_MILLISECONDS
    if (plan.isWatchWorn) put(bench, 'steps', 'count', start, end, steps)
    if (random() < 0.6) {
      const shift = Math.floor(between(random, -45, 45)) * 1000
      put(
        bench,
        'steps',
        'count',
        start + shift,
        end + shift,
        Math.round(steps * between(random, 0.9, 1.02)),
        sources.phone,
      )
    }
  }
}

function measureHeartRate(bench: Bench): void {
  const { plan, random } = bench
  const day = 24 * 60 * MINUTE_MILLISECONDS
  let drift = 0
  for (let minute = 0; minute < 24 * 60; minute += 5) {
    const moment = plan.midnight + minute * MINUTE_MILLISECONDS + Math.floor(random() * 120) * 1000
    drift = drift * 0.8 + normal(random) * 3
    const isAsleep = moment < plan.wake && moment >= plan.sleepStart
    const awake = isAsleep ? 2 : 16 + (random() < 0.15 ? between(random, 8, 30) : 0)
    const value = plan.restingHeartRate + awake + drift * (isAsleep ? 0.4 : 1)
    if (moment < plan.midnight + day && !isTraining(plan, moment))
      put(bench, 'heart_rate', '/min', moment, null, Math.round(clamp(value, 38, 185)))
  }
  measureWorkoutHeartRate(bench)
}

/** Then the watch measures more often, and nothing of it is at rest. */
function isTraining({ workout }: DayPlan, moment: number): boolean {
  if (workout === null) return false
  return moment >= workout.start && moment < workout.start + workout.minutes * MINUTE_MILLISECONDS
}

/** Every five seconds, with a start that is slow and an end that is hard. */
function measureWorkoutHeartRate(bench: Bench): void {
  const { plan, random } = bench
  const { workout } = plan
  if (workout === null) return
  for (let second = 0; second < workout.minutes * 60; second += 5) {
    const progress = second / (workout.minutes * 60)
    const effort = Math.min(progress * 6, 1) * (55 + 25 * progress)
    const value = plan.restingHeartRate + 18 + effort + normal(random) * 2
    put(bench, 'heart_rate', '/min', workout.start + second * 1000, null, Math.round(clamp(value, 45, 195)))
  }
}

function measureVariability(bench: Bench): void {
  const { plan, random } = bench
  const nightLength = plan.wake - plan.sleepStart
  for (const share of [0.2, 0.45, 0.7, 0.9]) {
    const start = plan.sleepStart + Math.round((nightLength * share) / 1000) * 1000
    const value = plan.variability * (1 + normal(random) * 0.12)
    put(
      bench,
      'hrv_sdnn',
      'ms',
      start,
      start + MINUTE_MILLISECONDS,
      Math.round(clamp(value, 5, 250) * 10) / 10,
    )
  }
}

/** Cycles of about 90 minutes: deep sleep early in the night, REM late, short waking in between. */
function measureSleep(bench: Bench): void {
  const { plan, random } = bench
  const minutes = Math.round((plan.wake - plan.sleepStart) / MINUTE_MILLISECONDS)
  let at = 0
  while (at < minutes) {
    const progress = at / minutes
    const cycle: readonly (readonly [SleepStage, number])[] = [
      ['light', between(random, 20, 40)],
      ['deep', 32 * (1 - progress) * between(random, 0.6, 1.2)],
      ['light', between(random, 8, 22)],
      ['rem', (8 + 28 * progress) * between(random, 0.7, 1.3)],
      ['awake', random() < 0.5 ? between(random, 1, 7) : 0],
    ]
    for (const [stage, length] of cycle) at = putStage(bench, stage, at, Math.round(length), minutes)
  }
}

function putStage(bench: Bench, stage: SleepStage, at: number, length: number, minutes: number): number {
  const until = Math.min(at + length, minutes)
  if (until <= at) return at
  const { sleepStart } = bench.plan
  const code = codeNumber('sleep_stage', stage)
  put(
    bench,
    'sleep_hypnogram',
    '1',
    sleepStart + at * MINUTE_MILLISECONDS,
    sleepStart + until * MINUTE_MILLISECONDS,
    code,
  )
  return until
}
