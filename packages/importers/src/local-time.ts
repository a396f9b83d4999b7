/**
 * Wall-clock times of files that state no zone. They become instants by where the person was then, as far as that is
 * known; where nobody knows they are read as UTC, and the report says so.
 */
import {
  DAY_MILLISECONDS,
  HOUR_MILLISECONDS,
  isKnownZone,
  type ZoneHistory,
  zoneFinder,
  zoneOffset,
} from '@nornos/health-model'

export interface LocalClock {
  /**
   * The instant of a wall-clock time given as if it were UTC. NaN stays NaN. Of an hour that the clocks show twice it is
   * the first, and what they skip is as much later: the reading of RFC 5545, in every zone.
   */
  instantOf(wall: number): number
  /** The same, and the report is told nothing of it. */
  peek(wall: number): number
  /** The zone that a wall-clock time is read by, or empty: then it is read as UTC. */
  zoneAt(wall: number): string
}

/**
 * `given` is one zone, or where the person was when. `used` is told by which zone a time was read, empty for UTC. A zone
 * that this platform does not know is none.
 */
export function createLocalClock(given: string | ZoneHistory, used: (zone: string) => void): LocalClock {
  const find = zoneFinder(typeof given === 'string' ? historyOf(given) : given)
  const zoneAt = (wall: number) => zoneOfWall((instant) => find(instant, '') ?? '', wall)
  return {
    zoneAt,
    peek: (wall) => instantIn(zoneAt(wall), wall),
    instantOf(wall) {
      const zone = zoneAt(wall)
      used(zone)
      return instantIn(zone, wall)
    },
  }
}

function historyOf(zone: string): ZoneHistory {
  return isKnownZone(zone) ? [{ from: null, zone }] : []
}

/** How far clocks are ahead of UTC, and behind it, at most. */
const AHEAD = 14 * HOUR_MILLISECONDS
const BEHIND = 12 * HOUR_MILLISECONDS

/** Next to a journey west a time may be in both zones: then it is the first, as of an hour that the clocks show twice. */
function zoneOfWall(zoneOf: (instant: number) => string, wall: number): string {
  const [before, after] = [zoneOf(wall - AHEAD), zoneOf(wall + BEHIND)]
  if (before === after) return before
  const holds = (zone: string) => zoneOf(instantIn(zone, wall)) === zone
  return holds(before) || !holds(after) ? before : after
}

function instantIn(zone: string, wall: number): number {
  if (zone === '' || Number.isNaN(wall)) return wall
  // No zone changes its clocks twice within two days: these are the offsets before and after, if they change.
  const before = wall - (zoneOffset(wall - DAY_MILLISECONDS, zone) ?? 0)
  const after = wall - (zoneOffset(wall + DAY_MILLISECONDS, zone) ?? 0)
  const isBefore = before + (zoneOffset(before, zone) ?? 0) === wall
  const isAfter = after + (zoneOffset(after, zone) ?? 0) === wall
  return isAfter && !isBefore ? after : before
}

const WALL = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?/

/** `2024-11-21 03:10:47` as if it were UTC, in milliseconds since 1970; NaN for anything else. */
export function wallTime(text: string): number {
  const match = WALL.exec(text)
  if (match === null) return Number.NaN
  const [, year, month, day, hour, minute, second = '0', fraction = '0'] = match
  const milliseconds = Number(fraction.padEnd(3, '0'))
  return (
    calendarDay(`${year}-${month}-${day}`) +
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 +
    milliseconds
  )
}

/** Midnight UTC of `2024-02-29`, or NaN: Date.parse takes 30 February for a day in March. */
export function calendarDay(text: string): number {
  const midnight = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(midnight)) return Number.NaN
  return new Date(midnight).toISOString().startsWith(text) ? midnight : Number.NaN
}

export interface Span {
  readonly start: number
  readonly end: number
}

/** A calendar day of the person, as instants. */
export function daySpan(clock: Pick<LocalClock, 'instantOf'>, day: string): Span {
  const start = wallTime(`${day}T00:00`)
  return { start: clock.instantOf(start), end: clock.instantOf(start + DAY_MILLISECONDS) }
}

/**
 * Where a value lies of which only the day is said on which its night ended: at the midnight that begins the day. What
 * ended with the day would belong to the next night.
 */
export function datedNight(clock: Pick<LocalClock, 'instantOf'>, day: string): Span {
  const { start } = daySpan(clock, day)
  return { start, end: start }
}

/** An RFC 3339 time, or one without an offset that is known to be UTC. Whole milliseconds, or NaN. */
export function utcTime(text: string): number {
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/.test(text)
  if (!hasOffset) return wallTime(text)
  return Number.isNaN(calendarDay(text.slice(0, 10))) ? Number.NaN : Math.round(Date.parse(text))
}
