/** The name of a time zone as evidence: kept as it was stated, whether or not this platform knows the zone. */
import * as z from 'zod/mini'

/** An IANA zone name, or empty when nobody says. */
export const ZoneName = z
  .string()
  .check(z.maxLength(64), z.regex(/^(?:[A-Za-z0-9_+-]+(?:\/[A-Za-z0-9_+-]+)*)?$/))
export type ZoneName = z.infer<typeof ZoneName>
