/** An exercise of the Google Health API: millimetres, kilocalories, and its duration without the pauses. */
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import { interval, minutesAt } from './google-health-time.ts'

/** Of these the person's own name says more. */
const UNNAMED: ReadonlySet<string> = new Set(['', 'OTHER', 'EXERCISE_TYPE_UNSPECIFIED'])

/** Lists that a workout has no place for. */
const NOT_KEPT = ['splits', 'splitSummaries', 'exerciseEvents']

export function readExercise(exercise: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end, zone } = interval(exercise, context)
  const summary = at(exercise, 'metricsSummary')
  const type = textAt(exercise, 'exerciseType')
  const [metres, climbed] = ['distanceMillimeters', 'elevationGainMillimeters'].map((member) =>
    thousandth(numberAt(summary, member)),
  )
  const energy = numberAt(summary, 'caloriesKcal')
  for (const list of NOT_KEPT) {
    const { length } = listAt(exercise, list)
    if (length > 0) context.report.notKept(list, length)
  }
  emit.workout({
    activity: UNNAMED.has(type) ? textAt(exercise, 'displayName') : type,
    ...{ start, end, zone, energyKilocalories: energy },
    durationMinutes: minutesAt(exercise, 'activeDuration'),
    distanceMetres: metres ?? null,
    elevationGainMetres: climbed ?? null,
  })
  emit.sample('workout_distance', start, end, metres ?? null, '', zone)
  emit.sample('workout_energy', start, end, energy, '', zone)
  const rate = numberAt(summary, 'averageHeartRateBeatsPerMinute')
  emit.sample('workout_heart_rate', start, end, rate, '', zone)
}

function thousandth(number: number | null): number | null {
  return number === null ? null : number / 1_000
}
