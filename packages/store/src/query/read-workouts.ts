/** Workouts as screens list them. */
import {
  DAY_MILLISECONDS,
  type HealthRecord,
  type LocalDay,
  localDayToNumber,
  type MergedWorkout,
} from '@nornos/health-model'
import { readRecord } from '../objects/object-reader.ts'
import type { OpenDevice } from '../open-device.ts'
import type { WorkoutView } from '../views.ts'
import { localDayStart } from './local-day-start.ts'
import { mergedWorkouts, type WorkoutRecord } from './merged-workouts.ts'
import { readerOf } from './read-samples.ts'

/**
 * Those that start on a local day from `from` to `to`, both included; the newest first. One that several sources
 * recorded is there once, as the most trusted of them has it; what that one does not say, the next one says.
 */
export async function readWorkouts(
  device: OpenDevice,
  from: LocalDay,
  to: LocalDay,
): Promise<readonly WorkoutView[]> {
  const first = localDayStart(device.knowledge, localDayToNumber(from))
  const end = localDayStart(device.knowledge, localDayToNumber(to) + 1)
  const records: HealthRecord[] = []
  for (const entry of device.catalog.metric('workout_session').records) {
    // The same workout may begin a little earlier or later for another source.
    const isNear =
      entry.from !== null && entry.from >= first - DAY_MILLISECONDS && entry.from < end + DAY_MILLISECONDS
    if (isNear) records.push(await readRecord(device.session.vault, readerOf(device), entry))
  }
  return (await mergedWorkouts(device.knowledge, records))
    .filter(({ kept }) => kept.start >= first && kept.start < end)
    .map(viewOf)
    .reverse()
}

function viewOf({ kept, others }: MergedWorkout<WorkoutRecord>): WorkoutView {
  const told = [kept, ...others].flatMap(({ record }) =>
    record.content.resourceType === 'Workout' ? [record.content] : [],
  )
  const activity = told.find((one) => one.activity !== 'other') ?? told[0]
  return {
    start: kept.start,
    end: kept.end,
    activity: activity?.activity ?? 'other',
    energyKcal: told.find((one) => one.energyKilocalories !== null)?.energyKilocalories ?? null,
    distanceM: told.find((one) => one.distanceMetres !== null)?.distanceMetres ?? null,
    source: kept.record.source.name,
    alsoFrom: [
      ...new Set(
        others.flatMap(({ record, source }) => (source === kept.source ? [] : [record.source.name])),
      ),
    ],
  }
}
