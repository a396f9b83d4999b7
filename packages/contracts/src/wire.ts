/** Shapes that several services share on the wire. Bytes are base64url without padding. */
import * as z from 'zod/mini'

/** Base64url text of at most `bytesMax` bytes. */
export function bytesText(bytesMax: number): z.ZodMiniString<string> {
  return z.string().check(z.regex(/^[A-Za-z0-9_-]*$/), z.maxLength(Math.ceil((bytesMax * 4) / 3)))
}

/** Base64url text of exactly `length` bytes. */
export function bytesOf(length: number): z.ZodMiniString<string> {
  return z.string().check(z.regex(/^[A-Za-z0-9_-]*$/), z.length(Math.ceil((length * 4) / 3)))
}

/** SHA-256 as 64 hex digits. */
export const Sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** A whole number in a query string. */
export function wholeNumber(minimum: number, maximum: number) {
  return z.pipe(
    z.string().check(z.regex(/^[0-9]{1,10}$/)),
    z.pipe(z.transform(Number), z.int().check(z.gte(minimum), z.lte(maximum))),
  )
}
