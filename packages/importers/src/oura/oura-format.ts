/**
 * Oura: the answers of its v2 API (`{"data": […]}`, one kind a document) and daily lists in the same words. Nights
 * have stages as digits, one each five minutes.
 */
import { codeNumber, DAY_MILLISECONDS, type MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { at, listAt, numberAt, numberIn, textAt } from '../json/look.ts'
import { datedNight, daySpan, type Span, utcTime } from '../local-time.ts'

export const oura: Format = jsonFormat({
  id: 'oura',
  source: 'Oura',
  isWhole: false,
  signature:
    /"(?:readinessScore|sleepPhase5Min|sleep_phase_5_min|bedtime_start|equivalent_walking_distance|temperature_deviation|spo2_percentage|vo2_max|vascular_age|start_datetime|restfulness|daytime_recovery)"\s*:|"data"\s*:\s*\[\s*\{[^}]*"bpm"\s*:/,
  item(value, emit, context, key) {
    if (key === '' || key === 'data') readOne(value, emit, context)
  },
})

/** One document alone, as the API answers when it is asked for by its id. */
export const ouraDocument: Format = jsonFormat({
  id: 'oura',
  source: 'Oura',
  isWhole: true,
  signature:
    /^\s*\{\s*"(?!data"|format")[\s\S]*?"(?:bedtime_start|equivalent_walking_distance|temperature_deviation|spo2_percentage|start_datetime|restfulness|daytime_recovery)"\s*:/,
  item(value, emit, context) {
    for (const one of at(value, 'data') === undefined ? [value] : listAt(value, 'data'))
      readOne(one, emit, context)
  },
})

function readOne(value: unknown, emit: Emitter, context: ImportContext): void {
  const kind = KINDS.find(([path]) => at(value, ...path.split('.')) !== undefined)
  emit.count(kind?.[1] ?? 'item')
  if (kind === undefined) emit.unknown('item', value)
  else kind[2](value, emit, context)
}

type Reader = (value: unknown, emit: Emitter, context: ImportContext) => void

const KINDS: readonly (readonly [path: string, kind: string, reader: Reader])[] = [
  ['bpm', 'heart rate', readHeartRate],
  ['sleepPhase5Min', 'daily list', readDailyList],
  ['sleep_phase_5_min', 'night', readNight],
  ['bedtime_start', 'night', readNight],
  ['equivalent_walking_distance', 'activity', readActivity],
  ['temperature_deviation', 'readiness', readReadiness],
  ['spo2_percentage', 'oxygen', readOxygen],
  ['start_datetime', 'workout', readWorkout],
  ['contributors.daytime_recovery', 'resilience', readResilience],
  ['contributors.restfulness', 'sleep score', readSleepScore],
]

/** Oura: deep, light, REM, awake, from 1. */
const STAGES = (['deep', 'light', 'rem', 'awake'] as const).map((stage) => codeNumber('sleep_stage', stage))
const FIVE_MINUTES = 300_000

/** Digits that repeat are one stretch. */
function readStages(digits: string, start: number, emit: Emitter): void {
  for (const run of digits.matchAll(/(\d)\1*/g)) {
    const from = start + run.index * FIVE_MINUTES
    const code = STAGES[Number(run[1]) - 1] ?? null
    emit.sample('sleep_hypnogram', from, from + run[0].length * FIVE_MINUTES, code)
  }
}

function readHeartRate(value: unknown, emit: Emitter): void {
  const time = utcTime(textAt(value, 'timestamp'))
  emit.sample('heart_rate', time, time, numberAt(value, 'bpm'))
}

const NIGHT: readonly (readonly [metric: MetricId, member: string, unit: string])[] = [
  ['sleep_total', 'total_sleep_duration', 's'],
  ['sleep_in_bed', 'time_in_bed', 's'],
  ['sleep_deep', 'deep_sleep_duration', 's'],
  ['sleep_light', 'light_sleep_duration', 's'],
  ['sleep_rem', 'rem_sleep_duration', 's'],
  ['sleep_awake', 'awake_time', 's'],
  ['sleep_latency', 'latency', 's'],
  ['sleep_efficiency', 'efficiency', '%'],
  ['hrv_rmssd', 'average_hrv', 'ms'],
  ['heart_rate_sleep_lowest', 'lowest_heart_rate', '/min'],
  ['respiratory_rate', 'average_breath', '/min'],
]

/** Short sleeps beside the long one: a day takes the sums of what ends on it for its night. */
const NAPS: ReadonlySet<string> = new Set(['sleep', 'late_nap'])
/** What the person deleted, and what looked like sleep and was rest. */
const NO_SLEEP: ReadonlySet<string> = new Set(['deleted', 'rest'])

function readNight(value: unknown, emit: Emitter): void {
  const start = utcTime(textAt(value, 'bedtime_start'))
  const end = utcTime(textAt(value, 'bedtime_end'))
  const type = textAt(value, 'type')
  if (NO_SLEEP.has(type)) {
    emit.unknown(`sleep ${type}`, value)
    return
  }
  if (NAPS.has(type)) emit.sample('sleep_nap', start, end, numberAt(value, 'total_sleep_duration'), 's')
  else
    for (const [metric, member, unit] of NIGHT) emit.sample(metric, start, end, numberAt(value, member), unit)
  readStages(textAt(value, 'sleep_phase_5_min'), start, emit)
  readEach(at(value, 'hrv'), 'hrv_rmssd', emit)
  readEach(at(value, 'heart_rate'), 'heart_rate', emit)
}

/** A value for each interval of so many seconds from a moment on; null where there was none. */
function readEach(series: unknown, metric: MetricId, emit: Emitter): void {
  const start = utcTime(textAt(series, 'timestamp'))
  const step = (numberAt(series, 'interval') ?? Number.NaN) * 1_000
  for (const index of listAt(series, 'items').keys()) {
    const time = start + index * step
    emit.sample(metric, time, time, numberIn(at(series, 'items'), index))
  }
}

function readActivity(value: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end } = activitySpan(value, context)
  emit.sample('steps', start, end, numberAt(value, 'steps'))
  emit.sample('distance_walk_run', start, end, numberAt(value, 'equivalent_walking_distance'))
  emit.sample('energy_active', start, end, numberAt(value, 'active_calories'))
  emit.sample('energy_total', start, end, numberAt(value, 'total_calories'))
  emit.sample('sedentary_time', start, end, numberAt(value, 'sedentary_time'), 's')
  const [medium, high] = ['medium', 'high'].map((level) => numberAt(value, `${level}_activity_time`))
  if (typeof medium === 'number' && typeof high === 'number')
    emit.sample('active_minutes', start, end, medium + high, 's')
  readEach(at(value, 'met'), 'met', emit)
}

/** A day has 23 to 25 hours: the person's zone says how many, where it agrees with the stated start. */
function activitySpan(value: unknown, { clock }: ImportContext): Span {
  const start = utcTime(textAt(value, 'timestamp'))
  if (Number.isNaN(start)) return daySpan(clock, textAt(value, 'day'))
  const day = daySpan({ instantOf: clock.peek }, textAt(value, 'day'))
  return { start, end: day.start === start ? day.end : start + DAY_MILLISECONDS }
}

function readReadiness(value: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end } = datedNight(context.clock, textAt(value, 'day'))
  emit.sample('readiness_score', start, end, numberAt(value, 'score'))
  emit.sample('skin_temperature_deviation', start, end, numberAt(value, 'temperature_deviation'))
}

function readOxygen(value: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end } = datedNight(context.clock, textAt(value, 'day'))
  emit.sample('spo2', start, end, numberAt(value, 'spo2_percentage', 'average'))
  emit.sample('sleep_breathing_disturbances', start, end, numberAt(value, 'breathing_disturbance_index'))
}

function readSleepScore(value: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end } = datedNight(context.clock, textAt(value, 'day'))
  emit.sample('sleep_score', start, end, numberAt(value, 'score'))
}

function readResilience(value: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end } = datedNight(context.clock, textAt(value, 'day'))
  emit.sample('resilience', start, end, resilienceCode(textAt(value, 'level')))
}

function readWorkout(value: unknown, emit: Emitter): void {
  const start = utcTime(textAt(value, 'start_datetime'))
  const end = utcTime(textAt(value, 'end_datetime'))
  const [distance, energy] = [numberAt(value, 'distance'), numberAt(value, 'calories')]
  emit.workout({
    activity: textAt(value, 'activity') || 'other',
    ...{ start, end, distanceMetres: distance, energyKilocalories: energy },
  })
  emit.sample('workout_distance', start, end, distance)
  emit.sample('workout_energy', start, end, energy)
}

const RESILIENCE = ['limited', 'adequate', 'solid', 'strong', 'exceptional'] as const

function resilienceCode(said: string): number | null {
  const level = RESILIENCE.find((word) => word === said)
  return level === undefined ? null : codeNumber('resilience', level)
}

/** A list of days with the night that ends on each. Of a night without its times only the day is known. */
function readDailyList(value: unknown, emit: Emitter, context: ImportContext): void {
  const date = textAt(value, 'date')
  const bedtime = { start: utcTime(textAt(value, 'bedtimeStart')), end: utcTime(textAt(value, 'bedtimeEnd')) }
  const hasTimes = bedtime.end >= bedtime.start
  const { start, end } = hasTimes ? bedtime : datedNight(context.clock, date)
  emit.sample('readiness_score', end, end, numberAt(value, 'readinessScore'))
  emit.sample('resilience', end, end, resilienceCode(textAt(value, 'resilienceLevel')))
  emit.sample('sleep_deep', start, end, numberAt(value, 'deepSleepMinutes'))
  emit.sample('sleep_rem', start, end, numberAt(value, 'remSleepMinutes'))
  emit.sample('sleep_efficiency', start, end, numberAt(value, 'sleepEfficiency'))
  if (hasTimes) readStages(textAt(value, 'sleepPhase5Min'), start, emit)
  const day = daySpan(context.clock, date)
  emit.sample('steps', day.start, day.end, numberAt(value, 'steps'))
}
