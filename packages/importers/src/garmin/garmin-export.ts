/**
 * What only the archive of a Garmin account holds (`DI_CONNECT`): nights, activities, weighings and pressures in words of
 * their own, the status of a day's health, aerobic fitness and fitness age. Each kind by a member that only it has.
 */
import type { MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, listAt, numberAt, numberIn, textAt } from '../json/look.ts'
import { datedNight, daySpan, utcTime, wallTime } from '../local-time.ts'
import { readNaps } from './garmin-naps.ts'
import { emitBalancedRange } from './garmin-variability.ts'

export type Reader = (item: unknown, emit: Emitter, context: ImportContext) => void

export const exportKinds: readonly (readonly [member: string, kind: string, read: Reader])[] = [
  ['summarizedActivitiesExport', 'exported activities', readActivities],
  ['sleepStartTimestampGMT', 'exported sleep', readNight],
  // A night that the watch lay on the table; there may have been a nap.
  ['sleepWindowConfirmationType', 'night without sleep', readNaps],
  ['metrics', 'health status', readStatus],
  ['vo2MaxValue', 'aerobic fitness', readFitness],
  ['currentBioAge', 'fitness age', readFitnessAge],
  ['bloodPressure', 'exported pressure', readPressure],
  ['metaData', 'exported weighing', readWeighing],
]

function readActivities(item: unknown, emit: Emitter, context: ImportContext): void {
  for (const activity of listAt(item, 'summarizedActivitiesExport')) readActivity(activity, emit, context)
}

/** Lengths are centimetres and milliseconds. The energy is in a unit that nobody names: it is left out. */
function readActivity(activity: unknown, emit: Emitter, context: ImportContext): void {
  const start = numberAt(activity, 'startTimeGmt') ?? numberAt(activity, 'beginTimestamp') ?? Number.NaN
  const milliseconds = numberAt(activity, 'duration')
  const end = start + Math.round(numberAt(activity, 'elapsedDuration') ?? milliseconds ?? 0)
  const metres = hundredth(numberAt(activity, 'distance'))
  emit.count('activity')
  if (at(activity, 'calories') !== undefined) context.report.notKept('calories', 1)
  emit.workout({
    activity: textAt(activity, 'activityType') || textAt(activity, 'activityType', 'typeKey'),
    start,
    end,
    durationMinutes: milliseconds === null ? null : milliseconds / 60_000,
    distanceMetres: metres,
    elevationGainMetres: hundredth(numberAt(activity, 'elevationGain')),
  })
  emit.sample('workout_distance', start, end, metres)
  emit.sample('workout_heart_rate', start, end, numberAt(activity, 'avgHr'))
  emit.sample('training_load', start, end, numberAt(activity, 'activityTrainingLoad'))
}

function hundredth(centimetres: number | null): number | null {
  return centimetres === null ? null : centimetres / 100
}

const NIGHT: readonly (readonly [metric: MetricId, member: string])[] = [
  ['sleep_deep', 'deepSleepSeconds'],
  ['sleep_light', 'lightSleepSeconds'],
  ['sleep_rem', 'remSleepSeconds'],
  ['sleep_awake', 'awakeSleepSeconds'],
  ['sleep_unspecified', 'unmeasurableSeconds'],
]
const ASLEEP = ['deepSleepSeconds', 'lightSleepSeconds', 'remSleepSeconds']

function readNight(night: unknown, emit: Emitter): void {
  const start = utcTime(textAt(night, 'sleepStartTimestampGMT'))
  const end = utcTime(textAt(night, 'sleepEndTimestampGMT'))
  const parts = ASLEEP.map((member) => numberAt(night, member)).filter((part) => part !== null)
  for (const [metric, member] of NIGHT) emit.sample(metric, start, end, numberAt(night, member), 's')
  const total = parts.reduce((sum, part) => sum + part, 0)
  emit.sample('sleep_total', start, end, parts.length === 0 ? null : total, 's')
  emit.sample('sleep_score', start, end, numberAt(night, 'sleepScores', 'overallScore'))
  emit.sample('sleep_awakenings', start, end, numberAt(night, 'awakeCount'))
  emit.sample('respiratory_rate', start, end, numberAt(night, 'averageRespiration'))
  emit.sample('spo2', start, end, numberAt(night, 'spo2SleepSummary', 'averageSPO2'))
  readNaps(night, emit)
}

const STATUS: Readonly<Record<string, MetricId>> = {
  HRV: 'hrv_rmssd',
  HR: 'heart_rate_resting',
  SPO2: 'spo2',
  RESPIRATION: 'respiratory_rate',
}

/** What was measured in the night that ended on the day. Zero is no measurement. */
function readStatus(item: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end } = datedNight(context.clock, textAt(item, 'calendarDate'))
  for (const one of listAt(item, 'metrics')) {
    const type = textAt(one, 'type')
    const value = numberAt(one, 'value') || null
    const metric = type === 'SKIN_TEMP_C' ? skinMetric(value ?? 0) : STATUS[type]
    emit.count(`status ${type}`)
    if (metric === undefined) emit.unknown(`status ${type}`, one)
    else emit.sample(metric, start, end, value)
    if (type !== 'HRV') continue
    emitBalancedRange(emit, start, numberAt(one, 'baselineLowerLimit'), numberAt(one, 'baselineUpperLimit'))
  }
}

/**
 * Watches write how far it lies from the usual, or the temperature itself. No night is eight degrees off, and no skin
 * below twenty; what lies between is neither.
 */
function skinMetric(celsius: number): MetricId | undefined {
  if (celsius >= 20 && celsius <= 45) return 'skin_temperature'
  return Math.abs(celsius) <= 8 ? 'skin_temperature_deviation' : undefined
}

function readFitness(item: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end } = daySpan(context.clock, textAt(item, 'calendarDate'))
  emit.sample('vo2_max', start, end, numberAt(item, 'vo2MaxValue') || null)
  emit.sample('fitness_age', start, end, numberAt(item, 'fitnessAge') || null)
}

function readFitnessAge(item: unknown, emit: Emitter, context: ImportContext): void {
  const stamp = textAt(item, 'asOfDateGmt')
  // Midnight is a label of the day. Any other time is an instant, which may be of the day before or after where one lives.
  const instant = utcTime(stamp)
  const isLabel = /^[\d-]{10}(?:[T ]00:00(?::00(?:\.0*)?)?)?$/.test(stamp)
  const { start, end } = isLabel
    ? daySpan(context.clock, stamp.slice(0, 10))
    : { start: instant, end: instant }
  emit.sample('fitness_age', start, end, numberAt(item, 'currentBioAge'))
}

function readPressure(item: unknown, emit: Emitter, context: ImportContext): void {
  const time = context.clock.instantOf(javaTime(at(item, 'metaData', 'calendarDate')))
  emit.sample('bp_systolic', time, time, numberAt(item, 'bloodPressure', 'systolic'))
  emit.sample('bp_diastolic', time, time, numberAt(item, 'bloodPressure', 'diastolic'))
  emit.sample('bp_pulse', time, time, numberAt(item, 'bloodPressure', 'pulse'))
}

/** `[2025, 8, 3, 8, 58, 46, 6000000]`: year, month, day, hour, minute and second of the wall clock. */
function javaTime(parts: unknown): number {
  if (typeof parts === 'string') return wallTime(parts)
  const [year, month, day, hour, minute, second] = [0, 1, 2, 3, 4, 5].map((index) =>
    String(numberIn(parts, index) ?? 0).padStart(2, '0'),
  )
  return wallTime(`${year}-${month}-${day}T${hour}:${minute}:${second}`)
}

/** Changes of what the account knows of a body; only those of the weight were weighed. */
function readWeighing(item: unknown, emit: Emitter, context: ImportContext): void {
  const grams = numberAt(item, 'weight', 'weight')
  if (grams === null) {
    emit.unknown('change of the account', item)
    return
  }
  const stamp = textAt(item, 'weight', 'timestampGMT')
  const day = datedNight(context.clock, textAt(item, 'metaData', 'calendarDate').slice(0, 10)).start
  const time = stamp === '' ? day : utcTime(stamp)
  emit.sample('weight', time, time, grams, 'g')
}
