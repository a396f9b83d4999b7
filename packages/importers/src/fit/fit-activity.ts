/** One recorded activity: its points as samples and a route, its sessions as workouts. */
import { type MetricId, millisecondsToInstant, type Workout } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import { toMilliseconds } from './fit-decoder.ts'
import { FIT_SPORTS } from './fit-profile.ts'
import { type FitValues, numberOf } from './fit-values.ts'

export interface FitActivity {
  record(at: number, values: FitValues): void
  session(values: FitValues): void
  event(at: number, values: FitValues): void
  /** Hands the route over. */
  finish(): void
}

interface Track {
  readonly times: number[]
  readonly latitudes: number[]
  readonly longitudes: number[]
  readonly altitudes: number[]
}

type WorkoutEvent = Workout['events'][number]

const POINTS_MAX = 200_000
const EVENTS_MAX = 10_000
const SEMICIRCLE = 180 / 2 ** 31

export function createFitActivity(emit: Emitter): FitActivity {
  let track = emptyTrack()
  let events: WorkoutEvent[] = []
  return {
    record(at, values) {
      if (Number.isNaN(at)) return
      const rate = numberOf(values, 'heart_rate')
      // Zero is a strap that has no contact.
      point(emit, 'heart_rate', at, rate === 0 ? null : rate)
      point(emit, 'workout_power', at, numberOf(values, 'power'))
      point(emit, 'workout_cadence', at, numberOf(values, 'cadence'))
      point(emit, 'workout_speed', at, numberOf(values, 'enhanced_speed') ?? numberOf(values, 'speed'))
      point(emit, 'body_temperature', at, numberOf(values, 'core_temperature'))
      const altitude = numberOf(values, 'enhanced_altitude') ?? numberOf(values, 'altitude')
      point(emit, 'altitude_track', at, altitude)
      addPlace(track, at, values, altitude)
    },
    session(values) {
      emitSession(emit, values, events)
      events = []
    },
    event(at, values) {
      const event = workoutEvent(at, values)
      if (event !== null && events.length < EVENTS_MAX) events.push(event)
    },
    finish() {
      if (track.times.length > 0) emitTrack(emit, track)
      track = emptyTrack()
      events = []
    },
  }
}

function emptyTrack(): Track {
  return { times: [], latitudes: [], longitudes: [], altitudes: [] }
}

function point(emit: Emitter, metric: MetricId, at: number, value: number | null): void {
  if (value !== null) emit.sample(metric, at, at, value)
}

function addPlace(track: Track, at: number, values: FitValues, altitude: number | null): void {
  const latitude = numberOf(values, 'position_lat')
  const longitude = numberOf(values, 'position_long')
  if (latitude === null || longitude === null || track.times.length >= POINTS_MAX) return
  track.times.push(at)
  track.latitudes.push(degrees(latitude))
  track.longitudes.push(degrees(longitude))
  track.altitudes.push(altitude ?? Number.NaN)
}

/** To seven places: a centimetre. */
function degrees(semicircles: number): number {
  return Math.round(semicircles * SEMICIRCLE * 1e7) / 1e7
}

function emitTrack(emit: Emitter, { times, latitudes, longitudes, altitudes }: Track): void {
  const start = times[0] ?? 0
  emit.record('workout_route', start, times.at(-1) ?? start, {
    resourceType: 'Track',
    workout: null,
    start: millisecondsToInstant(start),
    offsets: times.map((time) => time - start),
    latitudes,
    longitudes,
    altitudes: altitudes.some(Number.isNaN) ? null : altitudes,
  })
}

const TIMER = 0
const EVENT_TYPES: Readonly<Record<number, WorkoutEvent['type']>> = {
  0: 'resume',
  1: 'pause',
  4: 'pause',
  3: 'marker',
}

function workoutEvent(at: number, values: FitValues): WorkoutEvent | null {
  const type = EVENT_TYPES[numberOf(values, 'event_type') ?? -1]
  if (Number.isNaN(at) || type === undefined || numberOf(values, 'event') !== TIMER) return null
  return { type, start: millisecondsToInstant(at), end: null }
}

function emitSession(emit: Emitter, values: FitValues, events: readonly WorkoutEvent[]): void {
  const started = numberOf(values, 'start_time')
  const elapsed = numberOf(values, 'total_elapsed_time')
  if (started === null || elapsed === null) {
    emit.skip('session', 'bad-date', '')
    return
  }
  const start = toMilliseconds(started)
  const end = start + Math.round(elapsed * 1000)
  const distance = numberOf(values, 'total_distance')
  const energy = numberOf(values, 'total_calories')
  const rate = numberOf(values, 'avg_heart_rate') || null
  const sport = FIT_SPORTS[numberOf(values, 'sport') ?? -1] ?? 'other'
  emit.record('workout_session', start, end, {
    resourceType: 'Workout',
    activity: sport,
    reportedActivity: `${sport} (FIT ${numberOf(values, 'sport') ?? ''}/${numberOf(values, 'sub_sport') ?? ''})`,
    start: millisecondsToInstant(start),
    end: millisecondsToInstant(end),
    durationMinutes: (numberOf(values, 'total_timer_time') ?? elapsed) / 60,
    distanceMetres: distance,
    energyKilocalories: energy,
    elevationGainMetres: numberOf(values, 'total_ascent'),
    indoor: null,
    statistics: statisticsOf(values),
    events: [...events],
    routes: [],
  })
  emit.sample('workout_distance', start, end, distance)
  emit.sample('workout_energy', start, end, energy)
  emit.sample('workout_heart_rate', start, end, rate)
  emit.sample('hrv_rmssd', start, end, numberOf(values, 'rmssd_hrv'))
  emit.sample('hrv_sdnn', start, end, numberOf(values, 'sdrr_hrv'))
  emit.sample('training_load', start, end, numberOf(values, 'training_load_peak'))
}

type Statistic = Workout['statistics'][number]

function statisticsOf(values: FitValues): Statistic[] {
  const kinds = [
    ['heart_rate', 'heart_rate'],
    ['workout_power', 'power'],
    ['workout_speed', 'speed'],
  ] as const
  const statistics: Statistic[] = []
  for (const [metric, name] of kinds) {
    const mean = numberOf(values, `avg_${name}`)
    const maximum = numberOf(values, `max_${name}`)
    const minimum = numberOf(values, `min_${name}`)
    if (mean === null && maximum === null) continue
    statistics.push({
      metric,
      ...(minimum !== null && { minimum }),
      ...(maximum !== null && { maximum }),
      ...(mean !== null && { mean }),
    })
  }
  return statistics
}
