/** Polar's times: local, with the offset in minutes beside them or not at all; durations as ISO 8601. */
import type { ImportContext } from '../format.ts'
import { utcTime, wallTime } from '../local-time.ts'

/** An instant; NaN for what is no time. */
export function polarTime(text: string, offsetMinutes: number | null, context: ImportContext): number {
  if (/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return utcTime(text)
  const wall = wallTime(text)
  return offsetMinutes === null ? context.clock.instantOf(wall) : wall - offsetMinutes * 60_000
}

const DURATION = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/

/** Milliseconds of `PT1H2M3.5S`; NaN for anything else. */
export function durationMilliseconds(text: string): number {
  const match = DURATION.exec(text)
  if (match === null) return Number.NaN
  const [, hours = '0', minutes = '0', seconds = '0'] = match
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000)
}
