/** The last check before the sink: what no block can hold is left out and reported, whatever the importer thinks. */
import { BLOCK_DAY_MAX, BLOCK_DAY_MIN, DAY_MILLISECONDS, DURATION_MAX } from '@nornos/health-model'
import type { SkipReason } from './report.ts'

const START_MIN = BLOCK_DAY_MIN * DAY_MILLISECONDS
const START_MAX = (BLOCK_DAY_MAX + 1) * DAY_MILLISECONDS - 1
/** Beyond any quantity of a body in any unit, and small enough for every conversion. */
const VALUE_MAX = 1e9

/** Why a sample cannot be kept, or null. Not finite, not whole milliseconds, backwards or too long: all are said no. */
export function sampleFault(start: number, end: number, value: number): SkipReason | null {
  if (!(start >= START_MIN && start <= START_MAX && end >= start && end - start <= DURATION_MAX))
    return 'bad-date'
  if (!Number.isInteger(start) || !Number.isInteger(end)) return 'bad-date'
  return Math.abs(value) <= VALUE_MAX ? null : 'bad-value'
}
