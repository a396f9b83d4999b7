/**
 * Where the person was when: what devices noticed, with what the person says painted over it. Of two stays that overlap
 * the later word counts. Read next: local-day.ts.
 */
import { instantToMilliseconds, millisecondsToInstant } from '../instant.ts'
import type { ZoneHistory } from './local-day.ts'

/** "From then until then I was there", in the person's own words. */
export interface Stay {
  /** Milliseconds since 1970. */
  readonly from: number
  /** Not included; null: until whatever comes next. */
  readonly until: number | null
  readonly zone: string
}

/** `stays` in the order in which they were said. */
export function paintStays(noticed: ZoneHistory, stays: readonly Stay[]): ZoneHistory {
  let history = noticed
  for (const stay of stays) history = paint(history, stay)
  return withoutRepeats(history)
}

/** Before the first known zone nobody knows: an empty name says so. */
function paint(history: ZoneHistory, { from, until, zone }: Stay): ZoneHistory {
  const starts = history.map((one) => startOf(one))
  const next = starts.find((start) => start > from)
  const end = until ?? next ?? null
  if (end !== null && end <= from) return history
  const after =
    end === null ? null : (history.findLast((_, index) => (starts[index] ?? 0) <= end)?.zone ?? '')
  return [
    ...history.filter((_, index) => (starts[index] ?? 0) < from),
    { from: millisecondsToInstant(from), zone },
    ...(end === null || starts.includes(end)
      ? []
      : [{ from: millisecondsToInstant(end), zone: after ?? '' }]),
    ...history.filter((_, index) => end !== null && (starts[index] ?? 0) >= end),
  ]
}

function startOf({ from }: ZoneHistory[number]): number {
  return from === null ? Number.NEGATIVE_INFINITY : instantToMilliseconds(from)
}

function withoutRepeats(history: ZoneHistory): ZoneHistory {
  return history.filter(({ zone }, index) => index === 0 || history[index - 1]?.zone !== zone)
}
