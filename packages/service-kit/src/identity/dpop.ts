/**
 * DPoP proofs (RFC 9449 §4.3): the caller holds the key that the token names, and made this proof for this
 * request, just now, once.
 */
import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose'
import * as z from 'zod/mini'
import type { ReplayGuard } from './replay-guard.ts'

const Header = z.object({
  typ: z.literal('dpop+jwt'),
  alg: z.literal('ES256'),
  jwk: z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string().check(z.length(43)),
    y: z.string().check(z.length(43)),
    alg: z.optional(z.string()),
    use: z.optional(z.string()),
    kid: z.optional(z.string()),
    key_ops: z.optional(z.array(z.string())),
    ext: z.optional(z.boolean()),
  }),
})

const Claims = z.object({
  jti: z.string().check(z.minLength(16), z.maxLength(256)),
  htm: z.string(),
  htu: z.string().check(z.maxLength(2_048)),
  iat: z.number(),
  ath: z.optional(z.string()),
})

const ageSecondsMax = 60
const keys = new Map<string, { readonly key: CryptoKey; readonly thumbprint: string }>()

export interface DpopExpectation {
  readonly method: string
  /** Public address without query and fragment. */
  readonly url: string
  /** The token that the proof must be bound to. */
  readonly token: string
  readonly now: Date
}

/** The thumbprint of the proof's key, or null when anything about the proof is not right. */
export async function verifyDpop(
  proof: string,
  expected: DpopExpectation,
  replays: ReplayGuard,
): Promise<string | null> {
  if (proof.length > 4_096) return null
  const header = z.safeParse(Header, headerOf(proof))
  if (!header.success) return null
  const known = await keyOf(header.data.jwk)
  if (known === null) return null
  const { key, thumbprint } = known
  const verified = await compactVerify(proof, key, { algorithms: ['ES256'] }).catch(() => null)
  if (!verified) return null
  const claims = z.safeParse(Claims, parse(verified.payload))
  if (!claims.success || !fits(claims.data, expected)) return null
  const nowMs = expected.now.getTime()
  const fresh = replays.firstUse(`${thumbprint}:${claims.data.jti}`, nowMs + 2 * ageSecondsMax * 1_000, nowMs)
  return fresh ? thumbprint : null
}

function fits(claims: z.output<typeof Claims>, expected: DpopExpectation): boolean {
  if (claims.htm !== expected.method || claims.htu !== expected.url) return false
  if (Math.abs(expected.now.getTime() / 1_000 - claims.iat) > ageSecondsMax) return false
  return claims.ath === createHash('sha256').update(expected.token).digest('base64url')
}

/**
 * One caller uses one key for a whole session: importing it each time would cost more than the signature. Null for
 * two numbers that are no point of the curve.
 */
async function keyOf({
  x,
  y,
}: {
  x: string
  y: string
}): Promise<{ key: CryptoKey; thumbprint: string } | null> {
  const id = `${x}.${y}`
  const known = keys.get(id)
  if (known) return known
  const jwk: JWK = { kty: 'EC', crv: 'P-256', x, y }
  const key = await importJWK(jwk, 'ES256').catch(() => null)
  if (key === null) return null
  if (key instanceof Uint8Array) throw new TypeError('an EC key was read as a secret')
  const entry = { key, thumbprint: await calculateJwkThumbprint(jwk) }
  if (keys.size >= 10_000) keys.clear()
  keys.set(id, entry)
  return entry
}

function headerOf(proof: string): unknown {
  try {
    return decodeProtectedHeader(proof)
  } catch {
    return null
  }
}

function parse(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload))
  } catch {
    return null
  }
}
