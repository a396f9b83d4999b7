/**
 * Where a record stands among others. A moment is where it is; what states a date and no time holds from the start of
 * that day where the person was: at midnight UTC it would lie on the day before for whoever lives west of Greenwich.
 */
import { DAY_MILLISECONDS, firstStatedDay, localDayToNumber } from '@nornos/health-model'
import type { RecordEntry } from '../objects/catalog.ts'
import type { Knowledge } from '../objects/knowledge.ts'
import { localDayStart } from './local-day-start.ts'

type Holds = Pick<RecordEntry, 'date' | 'from' | 'to'>
type Zones = Pick<Knowledge, 'findZone'>

/** Milliseconds since 1970; null where nobody says. */
export function recordPlace(zones: Zones, { date, from }: Holds): number | null {
  if (from === null || date === undefined) return from
  const day = firstStatedDay(date)
  return day === null ? from : localDayStart(zones, localDayToNumber(day))
}

export interface RecordEnd {
  /** Milliseconds since 1970. */
  readonly at: number
  /** What is stated instead of a moment; null for a moment. */
  readonly date: string | null
}

/** Until when it holds; of a stated date the start of its last day. */
export function recordEnd(zones: Zones, { date, from, to }: Holds): RecordEnd | null {
  if (to === null) return null
  if (date === undefined) return { at: to, date: null }
  if (to === from) return { at: recordPlace(zones, { date, from, to }) ?? to, date }
  const day = Math.floor(to / DAY_MILLISECONDS)
  return { at: localDayStart(zones, day), date: new Date(to).toISOString().slice(0, 10) }
}
