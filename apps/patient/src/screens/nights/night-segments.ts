/** A night as the hypnogram draws it. */
import type { NightView } from '@nornos/store'
import type { SleepSegment } from '@nornos/ui/charts'

/** Time in bed without a stage is not a stage and leaves the row empty. */
export function segmentsOf({ stages }: NightView): SleepSegment[] {
  return stages.flatMap(({ stage, start, end }) =>
    stage === 'in_bed' ? [] : [{ stage, from: start, until: end }],
  )
}
