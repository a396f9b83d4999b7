/** The one table of durations around consent and access. Everything that expires takes its length from here. */
import { DAY_MILLISECONDS, HOUR_MILLISECONDS, MINUTE_MILLISECONDS } from '../instant.ts'

/** All in milliseconds. */
export const limits = {
  sessionTokenMax: 5 * MINUTE_MILLISECONDS,
  accessTokenMax: 10 * MINUTE_MILLISECONDS,
  doctorIdleMax: 15 * MINUTE_MILLISECONDS,
  doctorIdleOnSharedComputerMax: 2 * MINUTE_MILLISECONDS,
  consentDefault: 30 * DAY_MILLISECONDS,
  /** A leap year, so that "the same day next year" is always allowed. */
  consentMax: 366 * DAY_MILLISECONDS,
  consentReminderBeforeEnd: 7 * DAY_MILLISECONDS,
  /** How far `created_at` may be from the clock of whoever accepts a consent. */
  consentClockSkewMax: 10 * MINUTE_MILLISECONDS,
  emergencyAccessMax: 4 * HOUR_MILLISECONDS,
  visitLinkDefault: 24 * HOUR_MILLISECONDS,
} as const

/** Emergency accesses that one doctor may open in a day. */
export const EMERGENCY_ACCESSES_PER_DAY_MAX = 3

/** Wrong passcodes after which a visit link is dead. */
export const VISIT_LINK_WRONG_TRIES_MAX = 5
