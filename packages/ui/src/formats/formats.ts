/**
 * Numbers, instants and durations as text, by locale and time zone. Instants are ms since 1970 in UTC; days are
 * civil dates (`YYYY-MM-DD`) and have no zone.
 */
export interface Formats {
  readonly locale: string
  readonly timeZone: string
  /** With grouping; `digits` is the exact number of decimals (default: none). */
  number(value: number, digits?: number): string
  /** "840 bytes", "12 kB", "3.4 MB", "1.2 GB", in powers of 1,000. */
  bytes(count: number): string
  /** `share` between 0 and 1. */
  percent(share: number): string
  /** "14 February 2027" */
  date(at: number): string
  /** "February 2027" */
  month(at: number): string
  /** "14 Feb"; with `now`, the year as well where it is another one: "14 Feb 2021". */
  shortDate(at: number, now?: number): string
  /** "08:12" */
  time(at: number): string
  /** "14 Feb 2027, 08:12" */
  dateTime(at: number): string
  /** A civil day: "Sunday 22 November". */
  day(day: string): string
  /** "6 h 41 min"; below an hour "41 min", below a minute "20 s". */
  duration(milliseconds: number): string
  /** "2 minutes ago", "in 3 days"; `now` is passed in so that the caller decides when it is refreshed. */
  relative(at: number, now: number): string
}

export function makeFormats(locale: string, timeZone: string): Formats {
  const instants = makeInstantFormats(locale, timeZone)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const numbers = new Map<number, Intl.NumberFormat>()
  const number = (value: number, digits = 0) => {
    const format =
      numbers.get(digits) ??
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    numbers.set(digits, format)
    return format.format(value)
  }
  return {
    locale,
    timeZone,
    number,
    bytes: makeBytesFormat(locale),
    percent: (share) => percent.format(share),
    ...instants,
    duration: makeDurationFormat(locale),
    relative: makeRelativeFormat(locale),
  }
}

function makeInstantFormats(locale: string, timeZone: string) {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone })
  const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone })
  const yearDate = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone })
  const year = new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone })
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone })
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  return {
    date: (at: number) => date.format(at),
    month: (at: number) => month.format(at),
    shortDate: (at: number, now = at) =>
      (year.format(at) === year.format(now) ? shortDate : yearDate).format(at),
    time: (at: number) => time.format(at),
    dateTime: (at: number) => dateTime.format(at),
    day: (civil: string) => day.format(Date.parse(`${civil}T00:00:00Z`)),
  }
}

function makeBytesFormat(locale: string) {
  const unit = (name: string, digits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: digits })
  const bytes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' })
  const kilobytes = unit('kilobyte', 0)
  const [megabytes, gigabytes] = [unit('megabyte', 1), unit('gigabyte', 1)]
  return (count: number) => {
    if (count < 1_000) return bytes.format(count)
    if (count < 999_500) return kilobytes.format(count / 1_000)
    if (count < 999_950_000) return megabytes.format(count / 1_000_000)
    return gigabytes.format(count / 1_000_000_000)
  }
}

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

function makeDurationFormat(locale: string) {
  const unit = (name: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' })
  const [hours, minutes, seconds] = [unit('hour'), unit('minute'), unit('second')]
  return (milliseconds: number) => {
    if (milliseconds < MINUTE_MS) return seconds.format(Math.round(milliseconds / SECOND_MS))
    const whole = Math.round(milliseconds / MINUTE_MS)
    const [hour, minute] = [Math.floor(whole / 60), whole % 60]
    if (hour === 0) return minutes.format(minute)
    return minute === 0 ? hours.format(hour) : `${hours.format(hour)} ${minutes.format(minute)}`
  }
}

function makeRelativeFormat(locale: string) {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return (at: number, now: number) => {
    const apart = Math.abs(at - now)
    if (apart < MINUTE_MS) return format.format(0, 'second')
    if (apart < HOUR_MS) return format.format(Math.trunc((at - now) / MINUTE_MS), 'minute')
    if (apart < DAY_MS) return format.format(Math.trunc((at - now) / HOUR_MS), 'hour')
    return format.format(Math.trunc((at - now) / DAY_MS), 'day')
  }
}
