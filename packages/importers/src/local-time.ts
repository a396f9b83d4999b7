/**
 * Wall-clock times of files that state no zone. They become instants by the zone that the person gave for the import;
 * without one they are read as UTC, and the report says so.
 */
import { DAY_MILLISECONDS, zoneOffset } from '@nornos/health-model'

export interface LocalClock {
  /** The zone in use, or empty. */
  readonly zone: string
  /** The instant of a wall-clock time given as if it were UTC. NaN stays NaN. */
  instantOf(wall: number): number
}

export function createLocalClock(zone: string, used: () => void): LocalClock {
  return {
    zone,
    instantOf(wall) {
      used()
      if (zone === '' || Number.isNaN(wall)) return wall
      // The offset is asked at the instant itself: one step towards it is enough but for the hour that is skipped.
      const near = wall - (zoneOffset(wall, zone) ?? 0)
      return wall - (zoneOffset(near, zone) ?? 0)
    },
  }
}

const WALL = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?/

/** `2024-11-21 03:10:47` as if it were UTC, in milliseconds since 1970; NaN for anything else. */
export function wallTime(text: string): number {
  const match = WALL.exec(text)
  if (match === null) return Number.NaN
  const [, year, month, day, hour, minute, second = '0', fraction = '0'] = match
  const date = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  const milliseconds = Number(fraction.padEnd(3, '0'))
  return date + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds
}

export interface Span {
  readonly start: number
  readonly end: number
}

/** A calendar day of the person, as instants. */
export function daySpan(clock: LocalClock, day: string): Span {
  const start = wallTime(`${day}T00:00`)
  return { start: clock.instantOf(start), end: clock.instantOf(start + DAY_MILLISECONDS) }
}

/** An RFC 3339 time, or one without an offset that is known to be UTC. Whole milliseconds, or NaN. */
export function utcTime(text: string): number {
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/.test(text)
  return hasOffset ? Math.round(Date.parse(text)) : wallTime(text)
}
