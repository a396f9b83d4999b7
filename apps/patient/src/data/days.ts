/** Days of the person's own calendar, in the zone of their vault. */
import {
  type LocalDay,
  localDayNumber,
  localDayToNumber,
  numberToLocalDay,
  startOfLocalDay,
} from '@nornos/health-model'

const DAY_MS = 86_400_000

/** The day of an instant; by UTC where this browser does not know the zone. */
export function dayOf(at: number, zone: string): LocalDay {
  return numberToLocalDay(localDayNumber(at, zone) ?? Math.floor(at / DAY_MS))
}

export function addDays(day: LocalDay, days: number): LocalDay {
  return numberToLocalDay(localDayToNumber(day) + days)
}

/** Its first moment, in ms UTC. */
export function startOfDay(day: LocalDay, zone: string): number {
  const number = localDayToNumber(day)
  return startOfLocalDay(number, zone) ?? number * DAY_MS
}

/** The days from the first to the last, both included. */
export function daysBetween(first: LocalDay, last: LocalDay): LocalDay[] {
  const [from, to] = [localDayToNumber(first), localDayToNumber(last)]
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => numberToLocalDay(from + at))
}
