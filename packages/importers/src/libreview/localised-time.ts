/** Wall-clock times in the order that an account prefers: `15-01-2024 14:30`, `01-15-2024 02:30 PM`, `2024/01/15 14:30`. */
import { calendarDay } from '../local-time.ts'

export type DateOrder = 'year' | 'day' | 'month'

const NUMERIC =
  /(?<![\d.])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[ ,T]+\d{1,2}:\d\d(?::\d\d)?\s*([AaPp]\.?[Mm])?/g

/** Read off the times in a text: a number above twelve is a day; else twelve hours a half-day are American. */
export function dateOrder(text: string): DateOrder {
  let order: DateOrder = 'day'
  for (const [, first, second, , half] of text.matchAll(NUMERIC)) {
    if (Number(first) > 12) return 'day'
    if (Number(second) > 12) return 'month'
    if (half !== undefined) order = 'month'
  }
  return order
}

const TIME =
  /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})[ ,T]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(?:([AaPp])\.?[Mm]\.?)?$/

/** As if it were UTC, in milliseconds since 1970; NaN for what is no time. */
export function localisedTime(text: string, order: DateOrder): number {
  const match = TIME.exec(text.trim())
  if (match === null) return Number.NaN
  const [, first = '', second = '', third = '', hour = '', minute = '', seconds = '0', half = ''] = match
  const [year, month, day] =
    first.length === 4
      ? [first, second, third]
      : order === 'month'
        ? [third, first, second]
        : [third, second, first]
  const date = calendarDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  const noon = half.toLowerCase() === 'p' ? 12 : 0
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + noon
  return date + ((hours * 60 + Number(minute)) * 60 + Number(seconds)) * 1000
}
