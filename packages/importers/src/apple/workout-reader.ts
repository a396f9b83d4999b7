/**
 * `<Workout>` with its events, statistics, activities and routes, as one record; its distance, energy and heart rate
 * also as samples, so that they can be drawn beside those of other sources. Read next: workout-state.ts.
 */
import { type MetricId, metric, millisecondsToInstant, type Workout } from '@nornos/health-model'
import { sampleFault } from '../sample-fault.ts'
import { statedZone } from '../stated-zone.ts'
import { attributesOf, CLOSE, EMPTY, type Tag } from '../xml/tag.ts'
import { parseDateText } from './parse-date.ts'
import { canonicalPair, canonicalQuantity } from './quantity-text.ts'
import { metricOfType } from './record-channels.ts'
import { dateAt, type RecordState, readAttributes } from './record-state.ts'
import {
  activityName,
  EVENTS_MAX,
  eventType,
  type OpenWorkout,
  STATISTICS_MAX,
  type WorkoutStatistic,
} from './workout-state.ts'

const MINUTE = 60_000

export function openWorkout(state: RecordState, tag: Tag): OpenWorkout | null {
  readAttributes(state, tag)
  const attributes = attributesOf(tag)
  const start = dateAt(state, tag, state.startIndex)
  const end = dateAt(state, tag, state.endIndex)
  if (!(end >= start)) {
    state.report.skip('Workout', 'bad-date', tag.offset, '')
    return null
  }
  return {
    attributes,
    source: state.sources.identity(state.sources.numberOf(state.nameId, state.deviceId)),
    start,
    end,
    metadata: new Map(),
    events: new Map(),
    statistics: [],
    innerStatistics: [],
    isInActivity: false,
    isInRoute: false,
  }
}

/** An element inside the workout. */
export function readWorkoutPart(workout: OpenWorkout, name: string, tag: Tag): void {
  const opens = tag.kind !== CLOSE && tag.kind !== EMPTY
  if (name === 'WorkoutActivity') workout.isInActivity = opens
  else if (name === 'WorkoutRoute') workout.isInRoute = opens
  else if (tag.kind === CLOSE) return
  else if (name === 'WorkoutEvent') addEvent(workout, attributesOf(tag))
  else if (name === 'WorkoutStatistics') addStatistic(workout, attributesOf(tag))
  else if (name === 'MetadataEntry' && !workout.isInRoute) {
    const { key, value } = attributesOf(tag)
    if (key !== undefined && value !== undefined && workout.metadata.size < STATISTICS_MAX) {
      workout.metadata.set(key, value)
    }
  }
}

function addEvent(workout: OpenWorkout, attributes: Record<string, string>): void {
  const start = parseDateText(attributes['date'] ?? '')
  if (Number.isNaN(start) || workout.events.size >= EVENTS_MAX) return
  const minutes = Number(attributes['duration'] ?? 0)
  const milliseconds = minutes * (attributes['durationUnit'] === 's' ? 1000 : MINUTE)
  const end = Number.isFinite(milliseconds) && milliseconds > 0 ? Math.round(start + milliseconds) : null
  const event = {
    type: eventType(attributes['type'] ?? ''),
    start: millisecondsToInstant(start),
    end: end === null ? null : millisecondsToInstant(end),
  }
  // The same event stands in the workout and in its activity.
  workout.events.set(`${event.type} ${event.start} ${event.end}`, event)
}

function addStatistic(workout: OpenWorkout, attributes: Record<string, string>): void {
  const id = metricOfType(attributes['type'] ?? '')
  const list = workout.isInActivity ? workout.innerStatistics : workout.statistics
  if (id === null || list.length >= STATISTICS_MAX) return
  const read = (name: string) => canonicalQuantity(id, attributes[name], attributes['unit'] ?? '')
  const [minimum, maximum, mean, sum] = ['minimum', 'maximum', 'average', 'sum'].map(read)
  list.push({
    metric: id,
    ...(typeof minimum === 'number' && { minimum }),
    ...(typeof maximum === 'number' && { maximum }),
    ...(typeof mean === 'number' && { mean }),
    ...(typeof sum === 'number' && { sum }),
  })
}

export function closeWorkout(state: RecordState, workout: OpenWorkout): void {
  const content = contentOf(workout)
  const zone = statedZone(workout.metadata.get('HKTimeZone'))
  const { source } = workout
  state.report.records++
  state.sink.record({
    metric: 'workout_session',
    source,
    start: content.start,
    end: content.end,
    zone,
    content,
  })
  const heartRate = content.statistics.find((statistic) => statistic.metric === 'heart_rate')?.mean ?? null
  const sample = (id: MetricId, value: number | null): void => {
    if (value === null || sampleFault(workout.start, workout.end, value) !== null) return
    state.report.samples++
    const series = state.sink.series({ metric: id, source, unit: metric(id).unit, zone })
    state.sink.sample(series, workout.start, workout.end, value)
  }
  sample('workout_distance', content.distanceMetres)
  sample('workout_energy', content.energyKilocalories)
  sample('workout_heart_rate', heartRate)
}

const DISTANCES: readonly MetricId[] = [
  'distance_walk_run',
  'cycling_distance',
  'swim_distance',
  'distance_wheelchair',
]

function contentOf(workout: OpenWorkout): Workout {
  const { attributes, metadata } = workout
  const statistics = workout.statistics.length > 0 ? workout.statistics : workout.innerStatistics
  const sumOf = (ids: readonly MetricId[]) => firstSum(statistics, ids)
  const duration = canonicalQuantity(
    'active_minutes',
    attributes['duration'],
    attributes['durationUnit'] ?? 'min',
  )
  const elevation = metadata.get('HKElevationAscended')
  const indoor = metadata.get('HKIndoorWorkout')
  return {
    resourceType: 'Workout',
    activity: activityName(attributes['workoutActivityType'] ?? ''),
    reportedActivity: (attributes['workoutActivityType'] ?? '').slice(0, 200),
    start: millisecondsToInstant(workout.start),
    end: millisecondsToInstant(workout.end),
    durationMinutes: notNegative(duration) ?? (workout.end - workout.start) / MINUTE,
    distanceMetres: notNegative(
      canonicalQuantity(
        'distance_walk_run',
        attributes['totalDistance'],
        attributes['totalDistanceUnit'] ?? '',
      ) ?? sumOf(DISTANCES),
    ),
    energyKilocalories: notNegative(
      canonicalQuantity(
        'energy_active',
        attributes['totalEnergyBurned'],
        attributes['totalEnergyBurnedUnit'] ?? '',
      ) ?? sumOf(['energy_active']),
    ),
    elevationGainMetres:
      elevation === undefined ? null : notNegative(canonicalPair('elevation_gain', elevation)),
    indoor: indoor === undefined ? null : indoor === '1',
    statistics,
    events: [...workout.events.values()],
    routes: [],
  }
}

function firstSum(statistics: readonly WorkoutStatistic[], ids: readonly MetricId[]): number | null {
  return (
    statistics.find((statistic) => ids.includes(statistic.metric) && statistic.sum !== undefined)?.sum ?? null
  )
}

function notNegative(value: number | null): number | null {
  return value !== null && value >= 0 ? value : null
}
