/** The workout that is being read. Everything in it is rare next to records, so plain objects and texts will do. */
import type { SourceIdentity, Workout } from '@nornos/health-model'

export type WorkoutEvent = Workout['events'][number]
export type WorkoutStatistic = Workout['statistics'][number]

export interface OpenWorkout {
  readonly attributes: Readonly<Record<string, string>>
  readonly source: SourceIdentity
  readonly start: number
  readonly end: number
  readonly metadata: Map<string, string>
  readonly events: Map<string, WorkoutEvent>
  readonly statistics: WorkoutStatistic[]
  /** Of the activities inside; used where the workout itself has none. */
  readonly innerStatistics: WorkoutStatistic[]
  isInActivity: boolean
  /** `MetadataEntry` of a route is not of the workout. */
  isInRoute: boolean
}

export const EVENTS_MAX = 10_000
export const STATISTICS_MAX = 64

const EVENT_TYPES: Readonly<Record<string, WorkoutEvent['type']>> = {
  Pause: 'pause',
  Resume: 'resume',
  MotionPaused: 'motion_paused',
  MotionResumed: 'motion_resumed',
  Lap: 'lap',
  Segment: 'segment',
  Marker: 'marker',
}

export function eventType(appleType: string): WorkoutEvent['type'] {
  return EVENT_TYPES[appleType.replace('HKWorkoutEventType', '')] ?? 'other'
}

/** `HKWorkoutActivityTypeFunctionalStrengthTraining` as `functional_strength_training`. */
export function activityName(appleType: string): string {
  const words = appleType
    .replace('HKWorkoutActivityType', '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  return words.slice(0, 60).replace(/_+$/, '') || 'other'
}
