/**
 * The local day of an instant: by the zone that the source states, else by where the person was then, else unknown.
 * Never by the offset that an export prints, and never UTC. Days are whole numbers since 1970-01-01.
 */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod/mini'
import { DAY_MILLISECONDS, HOUR_MILLISECONDS, Instant, instantToMilliseconds } from '../instant.ts'
import { ZoneName } from './zone-name.ts'
import { isKnownZone, zoneOffset } from './zone-offset.ts'

/** Where a person was, in ascending order; the person can edit it. `from` null: since ever. */
export const ZoneHistory = z
  .array(z.strictObject({ from: z.nullable(Instant), zone: ZoneName }))
  .check(z.maxLength(1000), z.refine(isAscending, 'not in ascending order'))
export type ZoneHistory = z.infer<typeof ZoneHistory>

function isAscending(history: readonly { from: Instant | null }[]): boolean {
  return history.every(({ from }, index) => index === 0 || fromOf(history[index - 1]?.from) < fromOf(from))
}

function fromOf(from: Instant | null | undefined): number {
  return from === null || from === undefined ? Number.NEGATIVE_INFINITY : instantToMilliseconds(from)
}

/** Gives the zone to reckon an instant with, or null when nobody knows. */
export type ZoneFinder = (milliseconds: number, stated: string) => string | null

/** A finder for one person: the stated zone first, then the history. */
export function zoneFinder(history: ZoneHistory): ZoneFinder {
  const starts = history.map(({ from }) => fromOf(from))
  return (milliseconds, stated) => {
    if (stated !== '' && isKnownZone(stated)) return stated
    const index = starts.findLastIndex((start) => start <= milliseconds)
    const zone = history[index]?.zone ?? ''
    return zone !== '' && isKnownZone(zone) ? zone : null
  }
}

/** The local day of an instant in a zone; null for a zone that the platform does not know. */
export function localDayNumber(milliseconds: number, zone: string): number | null {
  const offset = zoneOffset(milliseconds, zone)
  return offset === null ? null : Math.floor((milliseconds + offset) / DAY_MILLISECONDS)
}

/** The Monday of the week (ISO 8601) that a day is in, as a day number as well. */
export function firstDayOfWeek(day: number): number {
  // Day 0 was a Thursday.
  return Math.floor((day + 3) / 7) * 7 - 3
}

/** From 18:00 on, what ends is part of the night that ends on the next day. */
const EVENING_HOURS = 6

/** The day of the night that an instant is in: a night belongs to the day on which it ends. */
export function nightDayNumber(milliseconds: number, zone: string): number | null {
  const offset = zoneOffset(milliseconds, zone)
  if (offset === null) return null
  return Math.floor((milliseconds + offset + EVENING_HOURS * HOUR_MILLISECONDS) / DAY_MILLISECONDS)
}

/** The instant at which a local day starts: midnight, or the first moment after it where a clock change skips it. */
export function startOfLocalDay(day: number, zone: string): number | null {
  if (!isKnownZone(zone)) return null
  const date = Temporal.PlainDate.from({ year: 1970, month: 1, day: 1 }).add({ days: day })
  return date.toZonedDateTime(zone).epochMilliseconds
}
