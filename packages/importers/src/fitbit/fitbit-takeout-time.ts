/** Times of an account export: month, day and a year of two digits. */
import { wallTime } from '../local-time.ts'

const TAKEOUT_TIME = /^(\d\d)\/(\d\d)\/(\d\d)(?: (\d\d:\d\d:\d\d))?$/

/** `07/01/24 12:00:05` as if it were UTC, which it is but where a list says otherwise; else NaN. */
export function takeoutTime(text: string): number {
  const match = TAKEOUT_TIME.exec(text)
  if (match === null) return Number.NaN
  const [, month, day, year, time = '00:00:00'] = match
  return wallTime(`20${year}-${month}-${day}T${time}`)
}

/** The day that such a time names: `2024-07-01`, or empty. */
export function takeoutDay(text: string): string {
  const match = TAKEOUT_TIME.exec(text)
  return match === null ? '' : `20${match[3]}-${match[1]}-${match[2]}`
}
