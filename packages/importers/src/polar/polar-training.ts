/** A training session of Polar: its sums as a workout, its points as samples, its route. */
import type { MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import { emitRoute } from '../route.ts'
import { durationMilliseconds, polarTime } from './polar-time.ts'

/** A session of the export has exercises; AccessLink sends each alone. */
export function readTraining(value: unknown, emit: Emitter, context: ImportContext): void {
  const exercises = listAt(value, 'exercises')
  for (const exercise of exercises.length > 0 ? exercises : [value]) readExercise(exercise, emit, context)
}

function readExercise(value: unknown, emit: Emitter, context: ImportContext): void {
  emit.count('exercise')
  const offset =
    numberAt(value, 'timezoneOffset') ??
    numberAt(value, 'timeZoneOffset') ??
    numberAt(value, 'start_time_utc_offset')
  const start = polarTime(textAt(value, 'startTime') || textAt(value, 'start_time'), offset, context)
  const duration = durationMilliseconds(textAt(value, 'duration'))
  const stop = polarTime(textAt(value, 'stopTime'), offset, context)
  const end = Number.isNaN(stop) ? start + duration : stop
  const energy = numberAt(value, 'kiloCalories') ?? numberAt(value, 'calories')
  emit.workout({
    activity: textAt(value, 'detailed_sport_info') || textAt(value, 'sport') || 'other',
    start,
    end,
    durationMinutes: Number.isNaN(duration) ? null : duration / 60_000,
    distanceMetres: numberAt(value, 'distance'),
    energyKilocalories: energy,
    elevationGainMetres: numberAt(value, 'ascent'),
  })
  const average = numberAt(value, 'heartRate', 'avg') ?? numberAt(value, 'heart_rate', 'average')
  emit.sample('workout_heart_rate', start, end, average)
  emit.sample('workout_distance', start, end, numberAt(value, 'distance'))
  emit.sample('workout_energy', start, end, energy)
  for (const [metric, member, unit] of SERIES) {
    for (const point of listAt(value, 'samples', member)) {
      const time = polarTime(textAt(point, 'dateTime'), offset, context)
      emit.sample(metric, time, time, numberAt(point, 'value'), unit)
    }
  }
  readLinkSamples(value, start, emit)
  const route = listAt(value, 'samples', 'recordedRoute').map((point) => ({
    time: polarTime(textAt(point, 'dateTime'), offset, context),
    latitude: numberAt(point, 'latitude') ?? Number.NaN,
    longitude: numberAt(point, 'longitude') ?? Number.NaN,
  }))
  emitRoute(emit, route)
}

/** AccessLink: the values of one kind after each other, as one text, one each so many seconds. */
const LINK_SERIES: Readonly<Record<string, readonly [metric: MetricId, unit: string]>> = {
  '0': ['heart_rate', '/min'],
  '1': ['workout_speed', 'km/h'],
  '2': ['workout_cadence', '/min'],
  '3': ['altitude_track', 'm'],
  '4': ['workout_power', 'W'],
}

function readLinkSamples(value: unknown, start: number, emit: Emitter): void {
  for (const series of listAt(value, 'samples')) {
    const kind = String(at(series, 'sample-type') ?? at(series, 'sample_type') ?? '')
    const seconds = numberAt(series, 'recording-rate') ?? numberAt(series, 'recording_rate')
    const known = LINK_SERIES[kind]
    if (known === undefined || seconds === null) {
      emit.unknown(`samples of type ${kind}`, series)
      continue
    }
    for (const [index, text] of textAt(series, 'data').split(',').entries()) {
      const time = start + index * seconds * 1_000
      const number = numberAt({ text }, 'text')
      // Zero stands where there was no heartbeat to be heard.
      emit.sample(known[0], time, time, kind === '0' && number === 0 ? null : number, known[1])
    }
  }
}

const SERIES: readonly (readonly [metric: MetricId, member: string, unit: string])[] = [
  ['heart_rate', 'heartRate', '/min'],
  ['workout_cadence', 'cadence', '/min'],
  ['workout_speed', 'speed', 'km/h'],
  ['altitude_track', 'altitude', 'm'],
]
