/** Routes and location: the metrics of the field `location`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const locationMetrics = {
  workout_route: {
    title: 'Workout route',
    kind: 'record',
    unit: 'deg',
    day: 'each',
    names: {
      appleHealth: ['WorkoutRoute'],
      openMHealth: ['geoposition'],
      garmin: ['record.positionLat', 'record.positionLong'],
      fitbit: ['exercise tcx'],
      others: ['HC ExerciseRoute', 'Strava latlng'],
    },
  },
  altitude_track: {
    title: 'Altitude along the route',
    kind: 'sample',
    unit: 'm',
    day: 'each',
    plausible: [-500, 10000],
    names: {
      appleHealth: ['WorkoutRoute'],
      openMHealth: ['geoposition'],
      garmin: ['record.enhancedAltitude'],
      fitbit: ['tcx'],
    },
  },
} as const satisfies MetricRows
