/** When a cycle of a WHOOP table was: wall-clock times and, in a column of its own, the offset by which they hold. */
import type { Row } from '../csv/csv-format.ts'
import { wallTime } from '../local-time.ts'

export interface Cycle {
  /** Milliseconds since 1970, UTC; NaN where the table does not say. */
  readonly start: number
  /** NaN for the cycle that is still running. */
  readonly end: number
  /** Milliseconds to take off a wall time, or NaN. */
  readonly offset: number
}

export function cycleOf(row: Row): Cycle {
  const offset = offsetOf(row.cell(/^Cycle timezone$/))
  const start = wallTime(row.cell(/^Cycle start time$/)) - offset
  return { start, end: wallTime(row.cell(/^Cycle end time$/)) - offset, offset }
}

/** `UTC-05:00`, `UTCZ`, and `-05:00` as some exports have it. */
const ZONE = /^(?:UTC(?:Z|([+-])(\d\d):?(\d\d))?|([+-])(\d\d):?(\d\d))$/

function offsetOf(text: string): number {
  const match = ZONE.exec(text)
  if (match === null) return Number.NaN
  const [, sign = match[4] ?? '+', hours = match[5] ?? '0', minutes = match[6] ?? '0'] = match
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? -offset : offset
}
