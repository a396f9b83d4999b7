/**
 * What Garmin Connect answers and exports as JSON: each document is one of a few shapes, told apart by their members.
 * Read next: garmin-days.ts, garmin-night.ts; the archive of an account is in garmin-export.ts.
 */
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { at, isObject, listAt, numberAt, numberIn, textAt } from '../json/look.ts'
import { utcTime } from '../local-time.ts'
import { readDay, readDrink } from './garmin-days.ts'
import { exportKinds, type Reader } from './garmin-export.ts'
import { readNight } from './garmin-night.ts'
import { emitBalancedRange } from './garmin-variability.ts'

export const garminConnect: Format = jsonFormat({
  id: 'garmin-connect',
  source: 'Garmin Connect',
  isWhole: true,
  signature:
    /"(?:userProfilePK|userProfilePk|userProfileId|dailySleepDTO|hrvSummaries|bodyBatteryImpact|stressValuesArray|heartRateValues|activityTypeDTO|activityId|dateWeightList|dailyWeightSummaries|moderateValue|goalInML|overallStressLevel|garminGUID|profileId|mostRecentVO2Max|vo2MaxWeeklyStatistics|monthlyTrainingStatus|wellnessStartTimeGmt|sleepStartTimestampGMT|sleepWindowConfirmationType|currentBioAge|baselineUpperLimit|summarizedActivitiesExport)"\s*:|"_uri"\s*:\s*"\/[a-z-]+-(?:service|gateway)\//,
  item(value, emit, context) {
    // A response that was saved together with its address.
    const body = isObject(value) && 'body' in value && '_uri' in value ? value['body'] : value
    for (const one of Array.isArray(body) ? body : [body]) readItem(one, emit, context, isWeekly(body))
  },
})

const WEEK = 7 * 86_400_000

/** Rows whole weeks apart are weeks: their sums belong to no day. A row that says when its day began is a day. */
function isWeekly(body: unknown): boolean {
  if (!Array.isArray(body) || body.length < 2) return false
  if (at(body[0], 'wellnessStartTimeGmt') !== undefined) return false
  const days = body.map((row) => Date.parse(textAt(row, 'calendarDate')))
  return days.every((day, index) => {
    const gap = day - (days[index - 1] ?? day - WEEK)
    return gap !== 0 && gap % WEEK === 0
  })
}

function readItem(item: unknown, emit: Emitter, context: ImportContext, isWeek: boolean): void {
  const kind = kindOf(item, isWeek)
  emit.count(kind)
  const reader = READERS[kind] ?? exportKinds.find(([, name]) => name === kind)?.[2]
  // A day without anything: the archive has a row for it that says no more.
  if (kind === 'retro' && Object.keys(Object(item)).length === 1) return
  if (reader === undefined) emit.unknown(kind, item)
  else reader(item, emit, context)
}

function kindOf(item: unknown, isWeek: boolean): string {
  for (const [member, kind] of KINDS)
    if (at(item, member) !== undefined) return isWeek ? `weekly ${kind}` : kind
  return Object.keys(isObject(item) ? item : {})[0] ?? '(empty)'
}

const KINDS: readonly (readonly [member: string, kind: string])[] = [
  ...exportKinds.map(([member, kind]) => [member, kind] as const),
  ['dailySleepDTO', 'sleep'],
  ['heartRateValues', 'heart rate'],
  ['stressValuesArray', 'stress'],
  ['hrvSummaries', 'hrv'],
  ['dailyWeightSummaries', 'weight'],
  ['dateWeightList', 'weight'],
  ['activityTypeDTO', 'activity'],
  ['startTimeGMT', 'activity'],
  ['totalSteps', 'day'],
  ['valueInML', 'drink'],
  ['moderateValue', 'day'],
  ['values', 'day'],
  ['sleepScoreFactorPercent', 'readiness'],
]

const READERS: Readonly<Record<string, Reader>> = {
  sleep: readNight,
  'heart rate': readHeartRate,
  stress: readStress,
  hrv: readVariability,
  weight: readWeights,
  activity: readActivity,
  day: readDay,
  drink: readDrink,
  readiness: readReadiness,
}

function readHeartRate(item: unknown, emit: Emitter): void {
  for (const pair of listAt(item, 'heartRateValues')) {
    const time = numberIn(pair, 0)
    if (time !== null) emit.sample('heart_rate', time, time, numberIn(pair, 1))
  }
  const start = utcTime(textAt(item, 'startTimestampGMT'))
  const end = utcTime(textAt(item, 'endTimestampGMT'))
  emit.sample('heart_rate_resting', start, end, numberAt(item, 'restingHeartRate'))
}

function readStress(item: unknown, emit: Emitter): void {
  for (const pair of listAt(item, 'stressValuesArray')) {
    const time = numberIn(pair, 0)
    const level = numberIn(pair, 1)
    // Below zero the device says why it could not measure.
    if (time !== null && level !== null && level >= 0) emit.sample('stress_level', time, time, level)
  }
  for (const row of listAt(item, 'bodyBatteryValuesArray')) {
    const time = numberIn(row, 0)
    const level = numberIn(row, 2) ?? numberIn(row, 1)
    if (time !== null) emit.sample('body_battery', time, time, level)
  }
}

function readVariability(item: unknown, emit: Emitter): void {
  for (const night of listAt(item, 'hrvSummaries')) {
    const time = utcTime(textAt(night, 'createTimeStamp'))
    emit.count('hrv night')
    emit.sample('hrv_rmssd', time, time, numberAt(night, 'lastNightAvg'))
    emit.sample('hrv_baseline_low', time, time, numberAt(night, 'baseline', 'lowUpper'))
    const [low, high] = ['balancedLow', 'balancedUpper'].map((name) => numberAt(night, 'baseline', name))
    emitBalancedRange(emit, time, low ?? null, high ?? null)
  }
}

function readWeights(item: unknown, emit: Emitter): void {
  const days = listAt(item, 'dailyWeightSummaries').flatMap((day) =>
    listAt(day, 'allWeightMetrics').length > 0 ? listAt(day, 'allWeightMetrics') : [at(day, 'latestWeight')],
  )
  for (const weight of [...days, ...listAt(item, 'dateWeightList')]) {
    const time = numberAt(weight, 'timestampGMT')
    if (time === null) continue
    const kilograms = numberAt(weight, 'weight')
    emit.count('weighing')
    emit.sample('weight', time, time, kilograms, 'g')
    emit.sample('bmi', time, time, numberAt(weight, 'bmi'))
    emit.sample('body_fat', time, time, numberAt(weight, 'bodyFat'))
    emit.sample('bone_mass', time, time, numberAt(weight, 'boneMass'), 'g')
    emit.sample('muscle_mass', time, time, numberAt(weight, 'muscleMass'), 'g')
    const water = numberAt(weight, 'bodyWater')
    if (water !== null && kilograms !== null)
      emit.sample('body_water', time, time, (kilograms * water) / 100, 'g')
  }
}

function readActivity(item: unknown, emit: Emitter): void {
  const summary = at(item, 'summaryDTO') ?? item
  const start = utcTime(textAt(summary, 'startTimeGMT'))
  const seconds = numberAt(summary, 'elapsedDuration') ?? numberAt(summary, 'duration') ?? 0
  const end = start + Math.round(seconds * 1000)
  const moving = numberAt(summary, 'duration')
  const activity = textAt(item, 'activityTypeDTO', 'typeKey') || textAt(item, 'activityType', 'typeKey')
  emit.workout({
    activity,
    start,
    end,
    durationMinutes: moving === null ? null : moving / 60,
    distanceMetres: numberAt(summary, 'distance'),
    energyKilocalories: numberAt(summary, 'calories'),
    elevationGainMetres: numberAt(summary, 'elevationGain'),
    zone: textAt(item, 'timeZoneUnitDTO', 'timeZone'),
  })
  emit.sample('workout_distance', start, end, numberAt(summary, 'distance'))
  emit.sample('workout_energy', start, end, numberAt(summary, 'calories'))
  emit.sample('workout_heart_rate', start, end, numberAt(summary, 'averageHR'))
  emit.sample('training_load', start, end, numberAt(summary, 'activityTrainingLoad'))
}

function readReadiness(item: unknown, emit: Emitter): void {
  const time = utcTime(textAt(item, 'timestamp'))
  emit.sample('readiness_score', time, time, numberAt(item, 'score'))
}
