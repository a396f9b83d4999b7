/** Workouts as screens list them. */
import { DAY_MILLISECONDS, type LocalDay, localDayToNumber } from '@nornos/health-model'
import { readRecord } from '../objects/object-reader.ts'
import type { OpenDevice } from '../open-device.ts'
import type { WorkoutView } from '../views.ts'
import { localDayStart } from './local-day-start.ts'
import { readerOf } from './read-samples.ts'

/** Those that start on a local day from `from` to `to`, both included; the newest first. */
export async function readWorkouts(
  device: OpenDevice,
  from: LocalDay,
  to: LocalDay,
): Promise<readonly WorkoutView[]> {
  const first = localDayStart(device.knowledge, localDayToNumber(from))
  const end = localDayStart(device.knowledge, localDayToNumber(to) + 1)
  const workouts: WorkoutView[] = []
  for (const entry of device.catalog.metric('workout_session').records) {
    if (entry.from === null || entry.from < first - DAY_MILLISECONDS || entry.from >= end) continue
    const { content, source } = await readRecord(device.session.vault, readerOf(device), entry)
    if (content.resourceType !== 'Workout' || entry.from < first) continue
    workouts.push({
      start: Date.parse(content.start),
      end: Date.parse(content.end),
      activity: content.activity,
      energyKcal: content.energyKilocalories,
      distanceM: content.distanceMetres,
      source: source.name,
    })
  }
  return workouts.sort((left, right) => right.start - left.start)
}
