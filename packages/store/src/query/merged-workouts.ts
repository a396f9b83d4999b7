/**
 * Records of workouts with each workout once, whichever sources recorded it. Of one that a source told again, as when it has
 * worked out its energy, the record that says more counts; nothing says which of two was told last.
 */
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
  return mergeWorkouts(workouts.sort(bySaying), sourceOrder)
}

/** What says more first; then by id, so that every device sees the same. */
function bySaying({ record: left }: WorkoutRecord, { record: right }: WorkoutRecord): number {
  return saysOf(right) - saysOf(left) || (left.recordId < right.recordId ? -1 : 1)
}

function saysOf({ content }: HealthRecord): number {
  return Object.values(content).filter((fact) => fact !== null && !(Array.isArray(fact) && fact.length === 0))
    .length
}
