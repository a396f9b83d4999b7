/** A night of Polar: its stages, its sums, and how the person recovered. */
import { codeNumber, DAY_MILLISECONDS, HOUR_MILLISECONDS, type MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, isObject, listAt, numberAt, textAt } from '../json/look.ts'
import { datedNight, wallTime } from '../local-time.ts'
import { durationMilliseconds, polarTime } from './polar-time.ts'

interface Change {
  readonly time: number
  readonly code: number | null
}

/** A stage holds until the next one; the last one until the end. */
function emitStages(changes: readonly Change[], end: number, emit: Emitter): void {
  for (const [index, { time, code }] of changes.entries()) {
    const until = changes[index + 1]?.time ?? end
    if (until > time) emit.sample('sleep_hypnogram', time, until, code)
  }
}

export function readNight(value: unknown, emit: Emitter, context: ImportContext): void {
  emit.count('night')
  if (at(value, 'sleepResult') === undefined) readLinkNight(value, emit, context)
  else readExportNight(value, emit, context)
}

const STATES: Readonly<Record<string, number>> = {
  WAKE: codeNumber('sleep_stage', 'awake'),
  NONREM1: codeNumber('sleep_stage', 'light'),
  NONREM2: codeNumber('sleep_stage', 'light'),
  NONREM3: codeNumber('sleep_stage', 'deep'),
  REM: codeNumber('sleep_stage', 'rem'),
}

function readExportNight(value: unknown, emit: Emitter, context: ImportContext): void {
  const hypnogram = at(value, 'sleepResult', 'hypnogram')
  const start = polarTime(textAt(hypnogram, 'sleepStart'), null, context)
  const end = polarTime(textAt(hypnogram, 'sleepEnd'), null, context)
  const changes = listAt(hypnogram, 'sleepStateChanges').map((change) => ({
    time: start + durationMilliseconds(textAt(change, 'offsetFromStart')),
    code: STATES[textAt(change, 'state')] ?? null,
  }))
  emitStages(changes, end, emit)
  const asleep = durationMilliseconds(textAt(value, 'evaluation', 'asleepDuration'))
  emit.sample('sleep_total', start, end, Number.isNaN(asleep) ? null : asleep, 'ms')
  const efficiency = numberAt(value, 'evaluation', 'analysis', 'efficiencyPercent')
  emit.sample('sleep_efficiency', start, end, efficiency, '%')
}

/** AccessLink: wake, REM, light, light, deep; 5 is unknown. */
const LINK_STAGES: readonly number[] = (['awake', 'rem', 'light', 'light', 'deep'] as const).map((stage) =>
  codeNumber('sleep_stage', stage),
)
const SUMS: readonly (readonly [metric: MetricId, member: string, unit: string])[] = [
  ['sleep_light', 'light_sleep', 's'],
  ['sleep_deep', 'deep_sleep', 's'],
  ['sleep_rem', 'rem_sleep', 's'],
  ['sleep_unspecified', 'unrecognized_sleep_stage', 's'],
  ['sleep_awake', 'total_interruption_duration', 's'],
  ['sleep_score', 'sleep_score', '{score}'],
]

function readLinkNight(value: unknown, emit: Emitter, context: ImportContext): void {
  const start = polarTime(textAt(value, 'sleep_start_time'), null, context)
  const end = polarTime(textAt(value, 'sleep_end_time'), null, context)
  for (const [metric, member, unit] of SUMS) emit.sample(metric, start, end, numberAt(value, member), unit)
  const clock = nightClock(value, start, end)
  const stages = clockSeries(value, 'hypnogram', clock)
  const changes = stages.map(({ time, value: stage }) => ({ time, code: LINK_STAGES[stage] ?? null }))
  emitStages(changes, end, emit)
  for (const { time, value: rate } of clockSeries(value, 'heart_rate_samples', clock)) {
    emit.sample('heart_rate', time, time, rate)
  }
}

interface Point {
  readonly time: number
  readonly value: number
}

/** The clock on the wall of one night, as milliseconds as if it were UTC. */
interface NightClock {
  readonly startWall: number
  instantOf(wall: number): number
}

const TWO_HOURS = 2 * HOUR_MILLISECONDS

/**
 * Start and end say how far the clock was from UTC. Where that differs the clocks were changed in between, at one, two or
 * three o'clock: what stands after two is by the clock of the end.
 */
function nightClock(night: unknown, start: number, end: number): NightClock {
  const startWall = wallTime(textAt(night, 'sleep_start_time'))
  const endWall = wallTime(textAt(night, 'sleep_end_time'))
  const two = midnightBefore(startWall) + TWO_HOURS
  const change = two > startWall ? two : two + DAY_MILLISECONDS
  return {
    startWall,
    instantOf: (wall) =>
      wall < change || Number.isNaN(end) ? wall - startWall + start : wall - endWall + end,
  }
}

function midnightBefore(wall: number): number {
  return Math.floor(wall / DAY_MILLISECONDS) * DAY_MILLISECONDS
}

/** `{"00:39": 2}`: times on the clock of the night, which goes through midnight at most once. */
function clockSeries(night: unknown, member: string, { instantOf, startWall }: NightClock): Point[] {
  const series = at(night, member)
  if (!isObject(series) || Number.isNaN(instantOf(startWall))) return []
  const points: Point[] = []
  for (const [clock, value] of Object.entries(series)) {
    const wall = wallTime(`1970-01-01T${clock}`)
    if (Number.isNaN(wall) || typeof value !== 'number') continue
    const sameDay = midnightBefore(startWall) + wall
    // Samples may begin some minutes before the sleep itself does.
    const isNextDay = sameDay < startWall - DAY_MILLISECONDS / 4
    points.push({ time: instantOf(sameDay + (isNextDay ? DAY_MILLISECONDS : 0)), value })
  }
  return points.sort((one, other) => one.time - other.time)
}

/** Averages over four hours of the night; what is left of them belongs to the day of the night. */
export function readRecharge(value: unknown, emit: Emitter, context: ImportContext): void {
  emit.count('recharge')
  const { start, end } = datedNight(context.clock, textAt(value, 'date') || textAt(value, 'night'))
  const rmssd = numberAt(value, 'heart_rate_variability_avg') ?? numberAt(value, 'meanNightlyRecoveryRmssd')
  const breath = numberAt(value, 'meanNightlyRecoveryRespirationInterval')
  const rate = numberAt(value, 'breathing_rate_avg') ?? (breath === null ? null : 60_000 / breath)
  emit.sample('hrv_rmssd', start, end, rmssd)
  emit.sample('respiratory_rate', start, end, rate)
  const interval = numberAt(value, 'meanNightlyRecoveryRRI')
  const beats = numberAt(value, 'heart_rate_avg') ?? (interval === null ? null : 60_000 / interval)
  emit.sample('heart_rate', start, end, beats)
}
