/**
 * Days of the person's own calendar, in the zone of their vault. The worker reckons with `health-model`, which brings
 * all rules of calendars along; screens only need the day of an instant and where a day begins.
 */
import { type LocalDay, localDayToNumber, numberToLocalDay } from '@nornos/health-model'

const DAY_MS = 86_400_000

/** The day of an instant. */
export function dayOf(at: number, zone: string): LocalDay {
  return numberToLocalDay(Math.floor((at + offsetOf(at, zone)) / DAY_MS))
}

export function addDays(day: LocalDay, days: number): LocalDay {
  return numberToLocalDay(localDayToNumber(day) + days)
}

/** Its first moment, in ms UTC; the first after midnight where a change of clocks skips that. */
export function startOfDay(day: LocalDay, zone: string): number {
  const midnight = localDayToNumber(day) * DAY_MS
  const guess = midnight - offsetOf(midnight, zone)
  return midnight - offsetOf(guess, zone)
}

/** The days from the first to the last, both included. */
export function daysBetween(first: LocalDay, last: LocalDay): LocalDay[] {
  const [from, to] = [localDayToNumber(first), localDayToNumber(last)]
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => numberToLocalDay(from + at))
}

/** What a clock in the zone shows, as a form field writes it: `2025-03-30T08:15`. */
export function localTimeOf(at: number, zone: string): string {
  return new Date(at + offsetOf(at, zone)).toISOString().slice(0, 16)
}

/** The moment at which a clock in the zone shows this; null when it is no time. */
export function momentOfLocal(text: string, zone: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null
  const shown = Date.parse(`${text}:00Z`)
  if (Number.isNaN(shown)) return null
  const guess = shown - offsetOf(shown, zone)
  return shown - offsetOf(guess, zone)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds to add to UTC for local time. */
function offsetOf(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const number = (name: string) => Number(parts[name] ?? 0)
  const local = Date.UTC(
    number('year'),
    number('month') - 1,
    number('day'),
    number('hour'),
    number('minute'),
    number('second'),
  )
  return local - Math.floor(at / 1_000) * 1_000
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone === '' ? 'UTC' : zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}
