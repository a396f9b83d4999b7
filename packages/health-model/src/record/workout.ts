/** A workout, its route and the daily goals of a watch: facts of their own that FHIR has no resource for. */
import * as z from 'zod/mini'
import { RecordId } from '../ids.ts'
import { Instant, LocalDay } from '../instant.ts'
import { MetricId } from '../metrics/catalogue.ts'
import { FhirText, few } from './fhir/datatypes.ts'

const finite = z.number()
const atLeastZero = z.number().check(z.minimum(0))

/** What one metric did during a workout, in the metric's canonical unit. */
export const WorkoutStatistic = z.strictObject({
  metric: MetricId,
  minimum: z.optional(finite),
  maximum: z.optional(finite),
  mean: z.optional(finite),
  sum: z.optional(finite),
})
export type WorkoutStatistic = z.infer<typeof WorkoutStatistic>

export const WorkoutEvent = z.strictObject({
  type: z.enum(['pause', 'resume', 'motion_paused', 'motion_resumed', 'lap', 'segment', 'marker', 'other']),
  start: Instant,
  end: z.nullable(Instant),
})
export type WorkoutEvent = z.infer<typeof WorkoutEvent>

export const Workout = z.strictObject({
  resourceType: z.literal('Workout'),
  /** Lower case words joined by underscores: `running`, `cycling`, `strength_training`, `other`. */
  activity: z.string().check(z.maxLength(60), z.regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/)),
  /** As the source writes it. */
  reportedActivity: FhirText,
  start: Instant,
  end: Instant,
  /** Time in motion, pauses taken out, in minutes. */
  durationMinutes: atLeastZero,
  distanceMetres: z.nullable(atLeastZero),
  energyKilocalories: z.nullable(atLeastZero),
  elevationGainMetres: z.nullable(atLeastZero),
  indoor: z.nullable(z.boolean()),
  statistics: few(WorkoutStatistic, 64),
  events: few(WorkoutEvent, 10_000),
  routes: few(RecordId, 64),
})
export type Workout = z.infer<typeof Workout>

const column = few(finite, 200_000)

/** A route: columns of equal length. Degrees of WGS 84, metres above the sea, milliseconds after `start`. */
export const Track = z
  .strictObject({
    resourceType: z.literal('Track'),
    workout: z.nullable(RecordId),
    start: Instant,
    offsets: column,
    latitudes: column,
    longitudes: column,
    altitudes: z.nullable(column),
  })
  .check(z.refine((track) => haveOneLength(track), 'the columns of a track have one length'))
export type Track = z.infer<typeof Track>

function haveOneLength(track: {
  offsets: readonly number[]
  latitudes: readonly number[]
  longitudes: readonly number[]
  altitudes: readonly number[] | null
}): boolean {
  const { length } = track.offsets
  return [track.latitudes, track.longitudes, track.altitudes ?? track.offsets].every(
    (list) => list.length === length,
  )
}

const goal = z.nullable(z.strictObject({ reached: atLeastZero, goal: atLeastZero }))

/** The daily goals of a watch ("rings"), on the day that the source names. */
export const ActivityGoals = z.strictObject({
  resourceType: z.literal('ActivityGoals'),
  day: LocalDay,
  energyKilocalories: goal,
  moveMinutes: goal,
  exerciseMinutes: goal,
  standHours: goal,
})
export type ActivityGoals = z.infer<typeof ActivityGoals>
