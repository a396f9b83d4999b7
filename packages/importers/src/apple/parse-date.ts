/**
 * Apple prints every date of an export as `2017-03-30 09:29:59 +0200`, with the phone's offset at the time of the
 * export: the instant is right, the printed local date is not (no DST, no travel). So only the instant is taken.
 */

const TEXT_LENGTH = 25
const ZERO = 48
const MINUS = 45
const PLUS = 43
const DAY = 86_400_000

export interface DateParser {
  /** Milliseconds since 1970, UTC, or NaN. */
  parse(bytes: Uint8Array, start: number, end: number): number
}

/** Remembers the last calendar day: most dates of an export repeat it. */
export function createDateParser(): DateParser {
  let lastDate = -1
  let lastMidnight = 0
  return {
    parse(bytes, start, end) {
      if (end - start !== TEXT_LENGTH) return parseOldForm(bytes, start, end)
      const date =
        twoDigits(bytes, start) * 1_000_000 + twoDigits(bytes, start + 2) * 10_000 + monthAndDay(bytes, start)
      if (date !== lastDate) {
        lastMidnight = midnightOf(date)
        lastDate = date
      }
      const clock = clockOf(bytes, start + 11)
      const sign = bytes[start + 20]
      if (sign !== PLUS && sign !== MINUS) return Number.NaN
      const offset = (twoDigits(bytes, start + 21) * 60 + twoDigits(bytes, start + 23)) * 60_000
      return lastMidnight + clock + (sign === PLUS ? -offset : offset)
    },
  }
}

/** NaN, and so is all that is computed with it, when the two bytes are not digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO
  const ones = (bytes[at + 1] ?? 0) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

function monthAndDay(bytes: Uint8Array, start: number): number {
  return twoDigits(bytes, start + 5) * 100 + twoDigits(bytes, start + 8)
}

function clockOf(bytes: Uint8Array, at: number): number {
  const hour = twoDigits(bytes, at)
  const minute = twoDigits(bytes, at + 3)
  const second = twoDigits(bytes, at + 6)
  return hour < 24 && minute < 60 && second < 61 ? ((hour * 60 + minute) * 60 + second) * 1000 : Number.NaN
}

function midnightOf(date: number): number {
  const year = Math.floor(date / 10_000)
  const month = Math.floor(date / 100) % 100
  const day = date % 100
  const midnight = Date.UTC(year, month - 1, day)
  const isReal = year >= 1900 && year < 2200 && new Date(midnight).getUTCDate() === day && month <= 12
  return isReal ? midnight : Number.NaN
}

const OLD_FORM = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-])(\d\d)(\d\d)$/
const OLD_LENGTH_MAX = 40

/** Exports of 2014: `20140920205427-0700`. */
function parseOldForm(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > OLD_LENGTH_MAX) return Number.NaN
  const text = String.fromCharCode(...bytes.subarray(start, end))
  const match = OLD_FORM.exec(text)
  if (match === null) return Number.NaN
  const [, year, month, day, hour, minute, second, sign, zoneHour, zoneMinute] = match
  const midnight = midnightOf(Number(`${year}${month}${day}`))
  const clock = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000
  return clock < DAY ? midnight + clock + (sign === '+' ? -offset : offset) : Number.NaN
}

const encoder = new TextEncoder()

/** The same for a text; for the rare elements. */
export function parseDateText(text: string): number {
  const bytes = encoder.encode(text)
  return createDateParser().parse(bytes, 0, bytes.length)
}
