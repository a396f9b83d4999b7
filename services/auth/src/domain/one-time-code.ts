/** One-time codes (RFC 6238): six digits that change every 30 seconds, from a seed of 20 random bytes. */
import { Secret, TOTP } from 'otpauth'

const period = 30
const settings = { issuer: 'Nornos', algorithm: 'SHA1', digits: 6, period }

/** The code at `now`, for the person who holds the seed (base 32). */
export function oneTimeCode(seed: string, now: Date): string {
  return totpOf(seed, '').generate({ timestamp: now.getTime() })
}

/** What an authenticator app reads from the picture. */
export function authenticatorUri(seed: string, email: string): string {
  return totpOf(seed, email).toString()
}

/** The step that `code` belongs to, one step early or late allowed, or null when it is not right. */
export function stepOfCode(seed: string, code: string, now: Date): number | null {
  const delta = totpOf(seed, '').validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / 1_000 / period) + delta
}

/** Base 32 of random bytes. */
export function seedOf(bytes: Uint8Array<ArrayBuffer>): string {
  return new Secret({ buffer: bytes.buffer }).base32
}

function totpOf(seed: string, label: string): TOTP {
  return new TOTP({ ...settings, label, secret: Secret.fromBase32(seed) })
}
