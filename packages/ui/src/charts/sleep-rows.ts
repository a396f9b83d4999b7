/** The rows of a hypnogram, from awake down to deep. */
import type { SleepStage } from '../labels.ts'

/** One stretch of one stage, in ms UTC. */
export interface SleepSegment {
  readonly stage: SleepStage
  readonly from: number
  readonly until: number
}

/** Rows that are drawn. Devices without stages know only awake and asleep; then there are two rows. */
export function sleepRows(segments: readonly SleepSegment[]): SleepStage[] {
  const seen = new Set(segments.map((segment) => segment.stage))
  const staged = seen.has('rem') || seen.has('light') || seen.has('deep')
  const rows: SleepStage[] = staged ? ['awake', 'rem', 'light', 'deep'] : ['awake']
  if (seen.has('asleep') || !staged) rows.push('asleep')
  return rows
}

export interface StageTotal {
  readonly stage: SleepStage
  readonly milliseconds: number
}

/** Time in each stage that occurs, in the order of the rows. */
export function stageTotals(segments: readonly SleepSegment[]): StageTotal[] {
  return sleepRows(segments)
    .map((stage) => ({
      stage,
      milliseconds: segments
        .filter((segment) => segment.stage === stage)
        .reduce((sum, segment) => sum + segment.until - segment.from, 0),
    }))
    .filter((total) => total.milliseconds > 0)
}
