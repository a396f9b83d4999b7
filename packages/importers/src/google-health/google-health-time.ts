/** When a point of the Google Health API was: instants with the offset of the person's clock then, or a calendar day. */
import type { ImportContext } from '../format.ts'
import { at, numberAt, textAt } from '../json/look.ts'
import { datedNight, daySpan, type Span, utcTime } from '../local-time.ts'

export interface Stretch extends Span {
  /** The zone that the offset stands for; empty where none does. */
  readonly zone: string
}

export type Place = (value: unknown, context: ImportContext) => Stretch

const HOUR = 3_600

/** `"startUtcOffset": "3600s"`. None is also what stands where nobody knew one. */
function zoneOf(offset: string): string {
  const seconds = Number(/^(-?\d{1,6})s$/.exec(offset)?.[1] ?? 0)
  const hours = seconds / HOUR
  if (hours === 0 || !Number.isInteger(hours) || hours > 14 || hours < -12) return ''
  // In these names what is ahead of UTC has a minus.
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}

/** From `startTime` to `endTime`, which stand in the value itself, where it is a stage of something longer. */
export function stretchOf(value: unknown): Stretch {
  return {
    start: utcTime(textAt(value, 'startTime')),
    end: utcTime(textAt(value, 'endTime')),
    // A night belongs to the day on which it ends.
    zone: zoneOf(textAt(value, 'endUtcOffset')),
  }
}

export const interval: Place = (value) => stretchOf(at(value, 'interval'))

export const moment: Place = (value) => {
  const time = utcTime(textAt(value, 'sampleTime', 'physicalTime'))
  return { start: time, end: time, zone: zoneOf(textAt(value, 'sampleTime', 'utcOffset')) }
}

export const day: Place = (value, { clock }) => ({ ...daySpan(clock, dateOf(value)), zone: '' })

/** A value of the night that ended on the day. */
export const night: Place = (value, { clock }) => ({ ...datedNight(clock, dateOf(value)), zone: '' })

/** `"date": {"year": 2026, "month": 3, "day": 7}` as `2026-03-07`. */
function dateOf(value: unknown): string {
  const [year, month, ofMonth] = ['year', 'month', 'day'].map((part) => numberAt(value, 'date', part) ?? 0)
  const two = (number = 0) => String(number).padStart(2, '0')
  return `${String(year ?? 0).padStart(4, '0')}-${two(month)}-${two(ofMonth)}`
}

/** `"1800s"`, `"1.500s"` in minutes; null for anything else. */
export function minutesAt(value: unknown, ...path: readonly string[]): number | null {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(textAt(value, ...path))?.[1]
  return seconds === undefined ? null : Number(seconds) / 60
}
