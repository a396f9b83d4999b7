/**
 * Health Auto Export, the app that sends Apple Health as JSON: metrics by name with their points, workouts and events. Points
 * may be single measurements or sums of minutes, hours or days, which the file does not say. Read next:
 * health-auto-export-names.ts, read-events.ts.
 */
import { codeNumber, convertToCanonical, metric as metricRow, unitConversion } from '@nornos/health-model'
import { APPLE_SYSTEM } from '../apple/bout-records.ts'
import type { Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { type GlucoseMetric, glucoseMetric } from '../glucose-kind.ts'
import { jsonFormat } from '../json/json-format.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import { emitRoute } from '../route.ts'
import { createSources, type Sources, timeOf } from './auto-export-look.ts'
import { AUTO_EXPORT_NAMES, AUTO_EXPORT_UNITS, nutrientType } from './health-auto-export-names.ts'
import { readEcg } from './read-ecg.ts'
import {
  type ReadEvent,
  readCycle,
  readHeartNotification,
  readMedication,
  readStateOfMind,
  readSymptom,
} from './read-events.ts'

export const healthAutoExport: Format = jsonFormat({
  id: 'health-auto-export',
  source: 'Health Auto Export',
  isWhole: true,
  signature:
    /^\s*\{\s*"data"\s*:\s*\{\s*"(?:metrics|workouts|symptoms|ecg|stateOfMind|cycleTracking|medications|heartRateNotifications)"\s*:\s*\[/,
  item(value, emit, context) {
    const sources = createSources(emit)
    for (const metric of listAt(value, 'data', 'metrics')) readMetric(metric, sources)
    for (const workout of listAt(value, 'data', 'workouts')) readWorkout(workout, sources)
    for (const [kind, read] of EVENTS) {
      for (const one of listAt(value, 'data', kind)) read(one, sources, context)
    }
  },
})

const EVENTS: readonly (readonly [kind: string, read: ReadEvent])[] = [
  ['symptoms', readSymptom],
  ['stateOfMind', readStateOfMind],
  ['heartRateNotifications', readHeartNotification],
  ['cycleTracking', readCycle],
  ['medications', readMedication],
  ['ecg', readEcg],
]

function unitOf(units: string): string {
  return AUTO_EXPORT_UNITS[units] ?? units
}

function readMetric(value: unknown, sources: Sources): void {
  const name = textAt(value, 'name')
  const units = unitOf(textAt(value, 'units'))
  for (const point of listAt(value, 'data')) {
    const emit = sources(textAt(point, 'source'))
    emit.count(name || 'metric')
    if (name === 'sleep_analysis') readSleep(point, emit)
    else if (name === 'blood_pressure') readPressure(point, emit)
    else readPoint(name, units, point, emit)
  }
}

function readPoint(name: string, units: string, point: unknown, emit: Emitter): void {
  const id = name === 'blood_glucose' ? glucoseOf(point) : AUTO_EXPORT_NAMES[name]
  const value = numberAt(point, 'qty') ?? numberAt(point, 'Avg') ?? numberAt(point, 'avg')
  const start = timeOf(textAt(point, 'startDate') || textAt(point, 'date'))
  const end = timeOf(textAt(point, 'endDate') || textAt(point, 'date'))
  const nutrient = id === undefined ? nutrientType(name) : null
  if (nutrient !== null && value !== null) {
    emit.record('micronutrients', start, end, {
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: APPLE_SYSTEM, code: nutrient }], text: name.replaceAll('_', ' ') },
      valueQuantity: { value, unit: units },
    })
    return
  }
  if (id === undefined || value === null) {
    emit.unknown(name, point)
    return
  }
  // A plain count has no unit of its own.
  const unit = units === 'count' && !unitConversion(id, units).ok ? metricRow(id).unit : units
  emit.sample(id, start, end, value, unit)
}

/** `mealTime` is `Before Meal`, `After Meal` or `Unspecified`. */
function glucoseOf(point: unknown): GlucoseMetric {
  const isOfMeal = /^(?:before|after) meal$/i.test(textAt(point, 'mealTime'))
  return glucoseMetric({ source: textAt(point, 'source'), isOfMeal })
}

function readPressure(point: unknown, emit: Emitter): void {
  const time = timeOf(textAt(point, 'date'))
  emit.sample('bp_systolic', time, time, numberAt(point, 'systolic'))
  emit.sample('bp_diastolic', time, time, numberAt(point, 'diastolic'))
}

const STAGES: Readonly<Record<string, number>> = {
  'In Bed': codeNumber('sleep_stage', 'in_bed'),
  InBed: codeNumber('sleep_stage', 'in_bed'),
  Asleep: codeNumber('sleep_stage', 'asleep_unspecified'),
  Unspecified: codeNumber('sleep_stage', 'asleep_unspecified'),
  Awake: codeNumber('sleep_stage', 'awake'),
  Core: codeNumber('sleep_stage', 'light'),
  Deep: codeNumber('sleep_stage', 'deep'),
  REM: codeNumber('sleep_stage', 'rem'),
}
const NIGHT = [
  ['sleep_total', 'totalSleep'],
  ['sleep_in_bed', 'inBed'],
  ['sleep_light', 'core'],
  ['sleep_deep', 'deep'],
  ['sleep_rem', 'rem'],
  ['sleep_awake', 'awake'],
] as const

/** One stage, or the sums of a night in hours. */
function readSleep(point: unknown, emit: Emitter): void {
  const word = textAt(point, 'value')
  if (at(point, 'startDate') !== undefined && word !== '') {
    const code = STAGES[word] ?? null
    const [start, end] = [timeOf(textAt(point, 'startDate')), timeOf(textAt(point, 'endDate'))]
    if (code === null) emit.skip('sleep_hypnogram', 'unknown-code', word)
    else emit.sample('sleep_hypnogram', start, end, code)
    return
  }
  const start = timeOf(textAt(point, 'sleepStart') || textAt(point, 'inBedStart'))
  const end = timeOf(textAt(point, 'sleepEnd') || textAt(point, 'inBedEnd'))
  for (const [id, member] of NIGHT) emit.sample(id, start, end, numberAt(point, member), 'h')
}

function readWorkout(value: unknown, sources: Sources): void {
  const emit = sources('')
  const [start, end] = [timeOf(textAt(value, 'start')), timeOf(textAt(value, 'end'))]
  const seconds = numberAt(value, 'duration')
  emit.count('workout')
  emit.workout({
    activity: textAt(value, 'name') || 'other',
    start,
    end,
    durationMinutes: seconds === null ? null : seconds / 60,
    distanceMetres: quantity(value, 'distance', 'workout_distance'),
    energyKilocalories: quantity(value, 'activeEnergyBurned', 'workout_energy'),
    elevationGainMetres: quantity(value, 'elevationUp', 'elevation_gain'),
  })
  const rate = numberAt(value, 'avgHeartRate', 'qty') ?? numberAt(value, 'heartRate', 'avg', 'qty')
  emit.sample('workout_heart_rate', start, end, rate)
  for (const point of listAt(value, 'heartRateData')) {
    const time = timeOf(textAt(point, 'date'))
    sources(textAt(point, 'source')).sample('heart_rate', time, time, numberAt(point, 'Avg'))
  }
  const route = listAt(value, 'route').map((point) => ({
    time: timeOf(textAt(point, 'timestamp')),
    latitude: numberAt(point, 'latitude') ?? Number.NaN,
    longitude: numberAt(point, 'longitude') ?? Number.NaN,
  }))
  emitRoute(emit, route)
}

type Measured = 'workout_distance' | 'workout_energy' | 'elevation_gain'

/** In the unit of the metric, or null. */
function quantity(value: unknown, member: string, id: Measured): number | null {
  const converted = convertToCanonical(
    id,
    numberAt(value, member, 'qty') ?? Number.NaN,
    unitOf(textAt(value, member, 'units')),
  )
  return converted.ok ? converted.value : null
}
