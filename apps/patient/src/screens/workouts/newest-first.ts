/** Workouts in the order in which people look for them. */
import type { WorkoutView } from '@nornos/store'

export function newestFirst(workouts: readonly WorkoutView[]): WorkoutView[] {
  return workouts.toSorted((left, right) => right.start - left.start)
}
