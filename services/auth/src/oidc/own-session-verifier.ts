/** Auth checks the session tokens that it made itself, and knows at once which sessions ended. */
import { createSessionVerifier, type SessionVerifier } from '@nornos/service-kit'
import { createLocalJWKSet } from 'jose'
import type { AuthContext } from '../context.ts'
import { isRevoked } from '../store/session-store.ts'

export function ownSessionVerifier(ctx: AuthContext): SessionVerifier {
  const keys = ctx.keys.signing.map(({ d: _, ...publicKey }) => publicKey)
  const verifier = createSessionVerifier({
    issuer: ctx.config.issuer,
    audience: 'nornos:auth',
    jwksUrl: createLocalJWKSet({ keys }),
  })
  return {
    verify: async (token, now) => {
      const actor = await verifier.verify(token, now)
      if (!actor?.sessionId) return null
      return (await isRevoked(ctx.db, actor.sessionId)) ? null : actor
    },
  }
}
