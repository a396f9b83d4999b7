/**
 * How the smaller importers hand over what they read: one place that checks, counts and reports. Values come with
 * the unit that the source states.
 */
import {
  type MetricId,
  MINUTE_MILLISECONDS,
  metric,
  millisecondsToInstant,
  type RecordContent,
  type SourceIdentity,
  sourceIdentity,
  unitConversion,
  type WorkoutEvent,
} from '@nornos/health-model'
import type { ImportContext } from './format.ts'
import type { SkipReason } from './report.ts'
import { sampleFault } from './sample-fault.ts'
import type { ImportedDocument } from './sink.ts'
import { statedZone } from './stated-zone.ts'

export interface Emitter {
  /** The name of the app or device whose values these are. */
  readonly source: string
  /** One item of the file was met, whatever becomes of it. */
  count(type: string, howMany?: number): void
  /** A sample; the canonical unit when none is given. A value that is missing (null) is no sample and no fault. */
  sample(id: MetricId, start: number, end: number, value: number | null, unit?: string, zone?: string): void
  record(id: MetricId, start: number | null, end: number | null, content: RecordContent, zone?: string): void
  /** A workout of which only the sums are known. */
  workout(workout: PlainWorkout): void
  /** A file that is kept whole. */
  document(document: Omit<ImportedDocument, 'file'>): void
  skip(type: string, reason: SkipReason, detail: string): void
  /** An item that is not known: counted and kept as it is. */
  unknown(type: string, item: unknown): void
  /** The same emitter for another source. */
  from(source: Partial<SourceIdentity>): Emitter
  /** Where in the file we are, for reports. */
  place: number
}

export interface PlainWorkout {
  /** As the source names it. */
  readonly activity: string
  readonly start: number
  readonly end: number
  readonly durationMinutes?: number | null
  readonly distanceMetres?: number | null
  readonly energyKilocalories?: number | null
  readonly elevationGainMetres?: number | null
  readonly laps?: readonly Lap[]
  readonly zone?: string
}

export interface Lap {
  readonly start: number
  readonly end: number
}

/** Of one workout. */
const LAPS_MAX = 10_000

/** Characters: a day of anything by the minute. */
const RAW_MAX = 1024 * 1024

export function createEmitter(context: ImportContext, source: Partial<SourceIdentity>): Emitter {
  const { sink, report } = context
  const identity = sourceIdentity(source)
  const seriesByKey = new Map<string, number>()
  /** By metric alone, in its own unit and without a zone: what files with many points ask for. */
  const plainSeries = new Map<MetricId, number>()

  function seriesOf(id: MetricId, unit: string, zone: string): number {
    const key = `${id} ${unit} ${zone}`
    const known = seriesByKey.get(key)
    if (known !== undefined) return known
    const made = unitConversion(id, unit).ok
      ? sink.series({ metric: id, source: identity, unit, zone: statedZone(zone) })
      : -1
    seriesByKey.set(key, made)
    return made
  }

  function plainSeriesOf(id: MetricId): number {
    const known = plainSeries.get(id)
    if (known !== undefined) return known
    const made = seriesOf(id, metric(id).unit, '')
    plainSeries.set(id, made)
    return made
  }

  const emitter: Emitter = {
    source: identity.name,
    place: 0,
    count: report.count,
    sample(id, start, end, value, unit = '', zone = '') {
      if (value === null) return
      const series =
        unit === '' && zone === '' ? plainSeriesOf(id) : seriesOf(id, unit || metric(id).unit, zone)
      const fault = series < 0 ? 'unknown-unit' : sampleFault(start, end, value)
      if (fault !== null) {
        report.skip(id, fault, emitter.place, series < 0 ? unit : '')
        return
      }
      report.samples++
      sink.sample(series, start, end, value)
    },
    record(id, start, end, content, zone = '') {
      const from = instantOf(start)
      if (start !== null && from === null) {
        report.skip(id, 'bad-date', emitter.place, '')
        return
      }
      report.records++
      const until = instantOf(end)
      sink.record({ metric: id, source: identity, start: from, end: until, zone: statedZone(zone), content })
    },
    workout(workout) {
      const content = workoutContent(workout)
      if (content === null) emitter.skip('workout', 'bad-date', workout.activity)
      else emitter.record('workout_session', workout.start, workout.end, content, workout.zone)
    },
    document(document) {
      report.documents++
      sink.document?.({ ...document, file: report.file })
    },
    skip: (type, reason, detail) => report.skip(type, reason, emitter.place, detail),
    unknown(type, item) {
      report.unknown(type)
      sink.raw({ type, text: (typeof item === 'string' ? item : JSON.stringify(item)).slice(0, RAW_MAX) })
    },
    from: (other) => createEmitter(context, other),
  }
  return emitter
}

function instantOf(milliseconds: number | null): ReturnType<typeof millisecondsToInstant> | null {
  if (milliseconds === null || sampleFault(milliseconds, milliseconds, 0) !== null) return null
  return millisecondsToInstant(milliseconds)
}

function workoutContent(workout: PlainWorkout): RecordContent | null {
  const start = instantOf(workout.start)
  const end = instantOf(workout.end)
  if (start === null || end === null || workout.end < workout.start) return null
  return {
    resourceType: 'Workout',
    activity: activityWords(workout.activity),
    reportedActivity: workout.activity.slice(0, 200),
    start,
    end,
    durationMinutes:
      notNegative(workout.durationMinutes) ?? (workout.end - workout.start) / MINUTE_MILLISECONDS,
    distanceMetres: notNegative(workout.distanceMetres),
    energyKilocalories: notNegative(workout.energyKilocalories),
    elevationGainMetres: notNegative(workout.elevationGainMetres),
    indoor: null,
    statistics: [],
    events: (workout.laps ?? []).slice(0, LAPS_MAX).flatMap(lapEvent),
    routes: [],
  }
}

function lapEvent(lap: Lap): WorkoutEvent[] {
  const start = instantOf(lap.start)
  return start === null ? [] : [{ type: 'lap', start, end: lap.end < lap.start ? null : instantOf(lap.end) }]
}

function notNegative(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && value >= 0 ? value : null
}

/** Lower-case words joined by underscores. */
function activityWords(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 60)
  return words.replace(/^_+|_+$/g, '') || 'other'
}
