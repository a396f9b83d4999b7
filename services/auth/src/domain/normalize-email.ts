/** One spelling for an e-mail address, or null for what is none. */
import * as z from 'zod/mini'

const Email = z.email().check(z.maxLength(254))

export function normalizeEmail(typed: string): string | null {
  const email = Email.safeParse(typed.trim().normalize('NFC').toLowerCase())
  return email.success ? email.data : null
}
