/**
 * Moments. On the wire an instant is RFC 3339 in UTC with one spelling per value; inside blocks it is an integer
 * number of milliseconds since 1970. The clock is always passed in. Read next: time/local-day.ts.
 */
import { assert } from '@nornos/std'
import * as z from 'zod/mini'

const shape = /^(?:19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/

/** `2025-01-31T08:00:00Z`, or with exactly three decimals when the milliseconds are not zero. Years 1900 to 2199. */
export const Instant = z
  .string()
  .check(
    z.maxLength(24),
    z.refine((text) => shape.test(text) && isCanonicalInstant(text), 'not an instant in UTC'),
  )
  .brand<'Instant'>()
export type Instant = z.infer<typeof Instant>

// Date.parse accepts 31 February; only what prints back as itself is a date.
function isCanonicalInstant(text: string): boolean {
  const milliseconds = Date.parse(text)
  return !Number.isNaN(milliseconds) && printInstant(milliseconds) === text
}

function printInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z')
}

/** Milliseconds since 1970, UTC. */
export function instantToMilliseconds(instant: Instant): number {
  return Date.parse(instant)
}

/** The instant of an integer number of milliseconds since 1970. Throws outside the years 1900 to 2199. */
export function millisecondsToInstant(milliseconds: number): Instant {
  assert(Number.isInteger(milliseconds), 'an instant is a whole number of milliseconds')
  return Instant.parse(printInstant(milliseconds))
}

/** A calendar day of somebody's own time zone, `2025-01-31`. */
export const LocalDay = z
  .string()
  .check(
    z.regex(/^(?:19|20|21)\d\d-\d\d-\d\d$/),
    z.refine((text) => isCanonicalInstant(`${text}T00:00:00Z`), 'not a day'),
  )
  .brand<'LocalDay'>()
export type LocalDay = z.infer<typeof LocalDay>

export { DAY_MILLISECONDS, HOUR_MILLISECONDS, MINUTE_MILLISECONDS } from './milliseconds.ts'
