/** Session tokens: signed by auth, short-lived, bound to a DPoP key, meant for named services. */
import type { Actor } from '@nornos/endpoint'
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose'
import * as z from 'zod/mini'

const Claims = z.object({
  sub: z.uuid(),
  sid: z.string().check(z.maxLength(128)),
  exp: z.number(),
  auth_time: z.number(),
  name: z.string().check(z.maxLength(200)),
  actor: z.enum(['patient', 'doctor', 'front_desk', 'organization_admin', 'admin', 'auditor', 'helper']),
  cnf: z.object({ jkt: z.string().check(z.length(43)) }),
  organizations: z
    .array(
      z.object({
        granteeId: z.uuid(),
        id: z.uuid(),
        name: z.string().check(z.maxLength(200)),
        role: z.enum(['doctor', 'front_desk', 'organization_admin']),
        treating: z.boolean(),
      }),
    )
    .check(z.maxLength(20)),
})

export interface SessionVerifier {
  /** Who the token names, or null when it is not (or no longer) good. The DPoP key is the caller's to compare. */
  verify(token: string, now: Date): Promise<Actor | null>
}

export interface SessionVerifierConfig {
  readonly issuer: string
  /** This service's name in `aud`, for example `nornos:relay`. */
  readonly audience: string
  /** Where the keys are published; auth itself hands them over. */
  readonly jwksUrl: string | JWTVerifyGetKey
}

export function createSessionVerifier(config: SessionVerifierConfig): SessionVerifier {
  const keySet =
    typeof config.jwksUrl === 'string'
      ? createRemoteJWKSet(new URL(config.jwksUrl), { cooldownDuration: 1_000 })
      : config.jwksUrl
  const verified = new Map<string, { readonly actor: Actor; readonly expiresAt: number }>()
  return {
    verify: async (token, now) => {
      const known = verified.get(token)
      if (known) return known.expiresAt > now.getTime() ? known.actor : null
      const claims = await claimsOf(token, keySet, config, now)
      if (!claims) return null
      const actor = actorOf(claims)
      if (verified.size >= 10_000) verified.clear()
      verified.set(token, { actor, expiresAt: claims.exp * 1_000 })
      return actor
    },
  }
}

async function claimsOf(
  token: string,
  keySet: JWTVerifyGetKey,
  config: SessionVerifierConfig,
  now: Date,
): Promise<z.output<typeof Claims> | null> {
  try {
    const { payload } = await jwtVerify(token, keySet, {
      issuer: config.issuer,
      audience: config.audience,
      typ: 'at+jwt',
      algorithms: ['ES256'],
      currentDate: now,
    })
    const claims = z.safeParse(Claims, payload)
    return claims.success ? claims.data : null
  } catch (cause) {
    // The key set being out of reach is an outage, not a bad token.
    if (cause instanceof Error && Reflect.get(cause, 'code') === 'ERR_JWKS_TIMEOUT') throw cause
    if (cause instanceof TypeError) throw cause
    return null
  }
}

function actorOf(claims: z.output<typeof Claims>): Actor {
  return {
    type: claims.actor,
    id: claims.sub,
    name: claims.name,
    sessionId: claims.sid,
    keyThumbprint: claims.cnf.jkt,
    organizations: claims.organizations,
    authenticatedAt: claims.auth_time * 1_000,
  }
}
