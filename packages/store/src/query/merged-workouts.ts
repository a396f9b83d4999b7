/** Records of workouts with each workout once, whichever sources recorded it. */
import { type HealthRecord, type MergedWorkout, mergeWorkouts, type SourceId } from '@nornos/health-model'
import type { Knowledge } from '../objects/knowledge.ts'
import { sourceIdOf } from '../objects/source-ids.ts'

export interface WorkoutRecord {
  readonly record: HealthRecord
  readonly source: SourceId
  readonly start: number
  readonly end: number
}

export async function mergedWorkouts(
  { sourceOrder }: Pick<Knowledge, 'sourceOrder'>,
  records: readonly HealthRecord[],
): Promise<readonly MergedWorkout<WorkoutRecord>[]> {
  const workouts: WorkoutRecord[] = []
  for (const record of records) {
    const { content, source } = record
    if (content.resourceType !== 'Workout') continue
    const [start, end] = [Date.parse(content.start), Date.parse(content.end)]
    workouts.push({ record, source: await sourceIdOf(source), start, end })
  }
  return mergeWorkouts(workouts, sourceOrder)
}
