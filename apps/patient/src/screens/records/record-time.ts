/** When a record holds, and where that is on an axis of time, which shows each moment in the zone of this browser. Pure. */
import { firstStatedDay } from '@nornos/health-model'
import { momentOfLocal } from '#src/data/days.ts'

export interface RecordTime {
  /** Milliseconds since 1970; of a stated date the start of that day. Null where nobody says. */
  readonly at: number | null
  /** What the record states instead of a moment: `2008-03-19`, `2008-03`, `2008`. */
  readonly date: string | null
}

/**
 * Milliseconds since 1970; null where nobody says. A stated date stands at the noon of its first day: any hour of it would
 * do, and noon is that day in every zone that a journey of hours leads to.
 */
export function placeOnAxis({ at, date }: RecordTime, zone: string): number | null {
  const day = at === null || date === null ? null : firstStatedDay(date)
  return day === null ? at : momentOfLocal(`${day}T12:00`, zone)
}
