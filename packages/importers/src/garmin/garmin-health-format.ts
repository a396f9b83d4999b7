/**
 * What Garmin's Health API answers: a list of summaries of one kind, each with an id, a start in seconds and an offset.
 * Offsets of samples count seconds from the start. Not the words of Garmin Connect: garmin-format.ts.
 */
import { codeNumber, type MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { at, isObject, listAt, numberAt, textAt } from '../json/look.ts'
import { readNaps } from './garmin-naps.ts'

export const garminHealth: Format = jsonFormat({
  id: 'garmin-health',
  source: 'Garmin',
  isWhole: true,
  signature: /^\s*\[\s*\{[^{}]*"(?:summaryId|measurementTimeInSeconds)"\s*:/,
  item(value, emit) {
    for (const summary of Array.isArray(value) ? value : [value]) {
      const [, kind, read] = KINDS.find(([member]) => at(summary, member) !== undefined) ?? []
      emit.count(kind ?? 'summary')
      if (read === undefined) emit.unknown('summary', summary)
      else read(summary, emit)
    }
  },
})

type Reader = (summary: unknown, emit: Emitter) => void

/** By a member that only this kind has. */
const KINDS: readonly (readonly [member: string, kind: string, read: Reader])[] = [
  ['sleepLevelsMap', 'sleep', readSleep],
  ['deepSleepDurationInSeconds', 'sleep', readSleep],
  ['weightInGrams', 'body', readBody],
  ['timeOffsetStressLevelValues', 'stress', readStress],
  ['lastNightAvg', 'hrv', readVariability],
  ['timeOffsetSpo2Values', 'oxygen', readOxygen],
  ['timeOffsetEpochToBreaths', 'breathing', readBreathing],
  ['activityType', 'activity', readActivityOrDay],
  ['steps', 'day', readDay],
]

function startOf(summary: unknown): number {
  return (numberAt(summary, 'startTimeInSeconds') ?? Number.NaN) * 1_000
}

function endOf(summary: unknown): number {
  return startOf(summary) + (numberAt(summary, 'durationInSeconds') ?? 0) * 1_000
}

function eachOffset(summary: unknown, member: string, take: (time: number, value: number) => void): void {
  const map = at(summary, member)
  const start = startOf(summary)
  if (!isObject(map)) return
  for (const [offset, value] of Object.entries(map)) {
    if (typeof value === 'number' && /^-?\d+$/.test(offset)) take(start + Number(offset) * 1_000, value)
  }
}

const DAY: readonly (readonly [metric: MetricId, member: string, unit?: string])[] = [
  ['steps', 'steps'],
  ['distance_walk_run', 'distanceInMeters', 'm'],
  ['energy_active', 'activeKilocalories', 'kcal'],
  ['energy_basal', 'bmrKilocalories', 'kcal'],
  ['floors_climbed', 'floorsClimbed'],
  ['wheelchair_pushes', 'pushes'],
  ['heart_rate_resting', 'restingHeartRateInBeatsPerMinute'],
]

/** Days carry an activity type as well; an activity has a name for itself. */
function readActivityOrDay(summary: unknown, emit: Emitter): void {
  if (at(summary, 'calendarDate') !== undefined && at(summary, 'activityId') === undefined)
    readDay(summary, emit)
  else readActivity(summary, emit)
}

function readDay(summary: unknown, emit: Emitter): void {
  const [start, end] = [startOf(summary), endOf(summary)]
  for (const [metric, member, unit] of DAY) emit.sample(metric, start, end, numberAt(summary, member), unit)
  const moderate = numberAt(summary, 'moderateIntensityDurationInSeconds')
  const vigorous = numberAt(summary, 'vigorousIntensityDurationInSeconds')
  if (moderate !== null || vigorous !== null)
    emit.sample('active_minutes', start, end, (moderate ?? 0) + (vigorous ?? 0), 's')
  const stress = numberAt(summary, 'averageStressLevel')
  // Below zero the device says why it could not measure.
  emit.sample('stress_level', start, end, stress !== null && stress < 0 ? null : stress)
  eachOffset(summary, 'timeOffsetHeartRateSamples', (time, rate) =>
    emit.sample('heart_rate', time, time, rate),
  )
}

const NIGHT: readonly (readonly [metric: MetricId, member: string])[] = [
  ['sleep_deep', 'deepSleepDurationInSeconds'],
  ['sleep_light', 'lightSleepDurationInSeconds'],
  ['sleep_rem', 'remSleepInSeconds'],
  ['sleep_awake', 'awakeDurationInSeconds'],
]
const ASLEEP = ['deepSleepDurationInSeconds', 'lightSleepDurationInSeconds', 'remSleepInSeconds'] as const
const STAGES = ['deep', 'light', 'rem', 'awake'] as const

function readSleep(summary: unknown, emit: Emitter): void {
  readNaps(summary, emit)
  const [start, end] = [startOf(summary), endOf(summary)]
  for (const [metric, member] of NIGHT) emit.sample(metric, start, end, numberAt(summary, member), 's')
  // The duration of the summary is that of the night, with the time awake.
  const parts = ASLEEP.map((member) => numberAt(summary, member)).filter((part) => part !== null)
  const total = parts.reduce((sum, part) => sum + part, 0)
  emit.sample('sleep_total', start, end, parts.length === 0 ? null : total, 's')
  emit.sample('sleep_score', start, end, numberAt(summary, 'overallSleepScore', 'value'))
  for (const stage of STAGES) {
    for (const level of listAt(summary, 'sleepLevelsMap', stage)) {
      const from = (numberAt(level, 'startTimeInSeconds') ?? Number.NaN) * 1_000
      const until = (numberAt(level, 'endTimeInSeconds') ?? Number.NaN) * 1_000
      emit.sample('sleep_hypnogram', from, until, codeNumber('sleep_stage', stage))
    }
  }
  eachOffset(summary, 'timeOffsetSleepSpo2', (time, value) => emit.sample('spo2', time, time, value))
  eachOffset(summary, 'timeOffsetSleepRespiration', (time, value) =>
    emit.sample('respiratory_rate', time, time, value),
  )
}

function readBody(summary: unknown, emit: Emitter): void {
  const time = (numberAt(summary, 'measurementTimeInSeconds') ?? Number.NaN) * 1_000
  emit.sample('weight', time, time, numberAt(summary, 'weightInGrams'), 'g')
  emit.sample('muscle_mass', time, time, numberAt(summary, 'muscleMassInGrams'), 'g')
  emit.sample('bone_mass', time, time, numberAt(summary, 'boneMassInGrams'), 'g')
  emit.sample('body_fat', time, time, numberAt(summary, 'bodyFatInPercent'))
  emit.sample('bmi', time, time, numberAt(summary, 'bodyMassIndex'))
  const [grams, water] = [numberAt(summary, 'weightInGrams'), numberAt(summary, 'bodyWaterInPercent')]
  if (grams !== null && water !== null) emit.sample('body_water', time, time, (grams * water) / 100, 'g')
}

function readStress(summary: unknown, emit: Emitter): void {
  // Below zero the device says why it could not measure.
  eachOffset(summary, 'timeOffsetStressLevelValues', (time, level) =>
    emit.sample('stress_level', time, time, level < 0 ? null : level),
  )
  eachOffset(summary, 'timeOffsetBodyBatteryValues', (time, level) =>
    emit.sample('body_battery', time, time, level),
  )
}

function readVariability(summary: unknown, emit: Emitter): void {
  emit.sample('hrv_rmssd', startOf(summary), endOf(summary), numberAt(summary, 'lastNightAvg'), 'ms')
  eachOffset(summary, 'hrvValues', (time, value) => emit.sample('hrv_rmssd', time, time, value, 'ms'))
}

function readOxygen(summary: unknown, emit: Emitter): void {
  eachOffset(summary, 'timeOffsetSpo2Values', (time, value) => emit.sample('spo2', time, time, value))
}

function readBreathing(summary: unknown, emit: Emitter): void {
  eachOffset(summary, 'timeOffsetEpochToBreaths', (time, value) =>
    emit.sample('respiratory_rate', time, time, value > 0 ? value : null),
  )
}

function readActivity(summary: unknown, emit: Emitter): void {
  const [start, end] = [startOf(summary), endOf(summary)]
  emit.workout({
    activity: textAt(summary, 'activityType').toLowerCase() || 'other',
    start,
    end,
    distanceMetres: numberAt(summary, 'distanceInMeters'),
    energyKilocalories: numberAt(summary, 'activeKilocalories'),
    elevationGainMetres: numberAt(summary, 'totalElevationGainInMeters'),
  })
  emit.sample('workout_heart_rate', start, end, numberAt(summary, 'averageHeartRateInBeatsPerMinute'))
  emit.sample('workout_distance', start, end, numberAt(summary, 'distanceInMeters'))
  emit.sample('workout_energy', start, end, numberAt(summary, 'activeKilocalories'))
}
