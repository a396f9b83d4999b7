/** A night of Polar: its stages, its sums, and how the person recovered. */
import { codeNumber, DAY_MILLISECONDS, type MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, isObject, listAt, numberAt, textAt } from '../json/look.ts'
import { daySpan, wallTime } from '../local-time.ts'
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
  const stages = clockSeries(value, 'hypnogram', start, 'sleep_start_time')
  const changes = stages.map(({ time, value: stage }) => ({ time, code: LINK_STAGES[stage] ?? null }))
  emitStages(changes, end, emit)
  for (const { time, value: rate } of clockSeries(value, 'heart_rate_samples', start, 'sleep_start_time')) {
    emit.sample('heart_rate', time, time, rate)
  }
}

interface Point {
  readonly time: number
  readonly value: number
}

/** `{"00:39": 2}`: times on the clock of the night, which goes through midnight at most once. */
function clockSeries(night: unknown, member: string, start: number, startMember: string): Point[] {
  const series = at(night, member)
  const startWall = wallTime(textAt(night, startMember))
  if (!isObject(series) || Number.isNaN(start + startWall)) return []
  const midnight = Math.floor(startWall / DAY_MILLISECONDS) * DAY_MILLISECONDS
  const points: Point[] = []
  for (const [clock, value] of Object.entries(series)) {
    const wall = wallTime(`1970-01-01T${clock}`)
    if (Number.isNaN(wall) || typeof value !== 'number') continue
    const sameDay = midnight + wall
    // Samples may begin some minutes before the sleep itself does.
    const isNextDay = sameDay < startWall - DAY_MILLISECONDS / 4
    points.push({ time: start + sameDay + (isNextDay ? DAY_MILLISECONDS : 0) - startWall, value })
  }
  return points.sort((one, other) => one.time - other.time)
}

/** Averages over four hours of the night; what is left of them belongs to the day of the night. */
export function readRecharge(value: unknown, emit: Emitter, context: ImportContext): void {
  emit.count('recharge')
  const { start, end } = daySpan(context.clock, textAt(value, 'date') || textAt(value, 'night'))
  const rmssd = numberAt(value, 'heart_rate_variability_avg') ?? numberAt(value, 'meanNightlyRecoveryRmssd')
  const breath = numberAt(value, 'meanNightlyRecoveryRespirationInterval')
  const rate = numberAt(value, 'breathing_rate_avg') ?? (breath === null ? null : 60_000 / breath)
  emit.sample('hrv_rmssd', start, end, rmssd)
  emit.sample('respiratory_rate', start, end, rate)
  const interval = numberAt(value, 'meanNightlyRecoveryRRI')
  const beats = numberAt(value, 'heart_rate_avg') ?? (interval === null ? null : 60_000 / interval)
  emit.sample('heart_rate', start, end, beats)
}
