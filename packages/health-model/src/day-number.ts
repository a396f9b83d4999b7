/** Calendar days as numbers, to reckon with. No schema is made here: an app's first page reckons and needs no zod. */
import { assert } from '@nornos/std'
import type { LocalDay } from './instant.ts'
import { DAY_MILLISECONDS } from './milliseconds.ts'

const firstDay = Date.UTC(1900, 0, 1) / DAY_MILLISECONDS
const endDay = Date.UTC(2200, 0, 1) / DAY_MILLISECONDS

/** Days since 1970-01-01 of a calendar day. */
export function localDayToNumber(day: LocalDay): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MILLISECONDS
}

/** The calendar day that is so many days after 1970-01-01. Throws outside the years 1900 to 2199. */
export function numberToLocalDay(day: number): LocalDay {
  assert(Number.isInteger(day), 'a day is a whole number')
  assert(day >= firstDay && day < endDay, 'a day is in the years 1900 to 2199')
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10) as LocalDay
}
