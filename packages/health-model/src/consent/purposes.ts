/** The closed lists that a consent chooses from. Their words in the apps come from the message catalogue. */
import * as z from 'zod/mini'

/** Why the grantee may read. Tokens and everything that is read carry it. */
export const Purpose = z.enum([
  'routine_checkup',
  'specialist_consultation',
  'second_opinion',
  'treatment',
  'emergency',
  'research',
  'self_care',
])
export type Purpose = z.infer<typeof Purpose>

export const GranteeType = z.enum([
  'doctor',
  'organization',
  'agent',
  'helper',
  'delegate',
  'link',
  'emergency',
])
export type GranteeType = z.infer<typeof GranteeType>

/** How the consent came about. */
export const CreatedVia = z.enum(['app', 'qr', 'request', 'api'])
export type CreatedVia = z.infer<typeof CreatedVia>

/** The finest form in which a field is published: samples, or roll-ups of hours, or of days. */
export const Resolution = z.enum(['raw', 'hourly', 'daily'])
export type Resolution = z.infer<typeof Resolution>
