/** One request to the token endpoint (RFC 6749 with DPoP, RFC 9449). */
import { ConnectionError, type DpopKey } from '@nornos/client'
import { err, ok, type Result } from '@nornos/std'
import * as z from 'zod/mini'

const TokenReply = z.object({
  access_token: z.string(),
  expires_in: z.number(),
  refresh_token: z.string(),
})
const TokenError = z.object({ error: z.string() })

export interface Tokens {
  readonly sessionToken: string
  /** Milliseconds since 1970, by this browser's clock. */
  readonly goodUntil: number
  readonly refreshToken: string
}

/** The sign-in has ended or was never good; signing in again helps. */
export interface TokenRefused {
  readonly type: 'TokenRefused'
  readonly code: string
}

export const clientId = 'doctor-app'

/** Throws ConnectionError when auth does not answer. */
export async function requestTokens(
  issuer: string,
  dpopKey: DpopKey,
  grant: Readonly<Record<string, string>>,
  nonce?: string,
): Promise<Result<Tokens, TokenRefused>> {
  const url = `${issuer}/token`
  const proof = await dpopKey.proof({ method: 'POST', url, ...(nonce === undefined ? {} : { nonce }) })
  const response = await fetch(url, {
    method: 'POST',
    headers: { dpop: proof },
    body: new URLSearchParams({ client_id: clientId, ...grant }),
    cache: 'no-store',
  }).catch((cause: unknown) => {
    throw new ConnectionError('token', { cause })
  })
  const reply: unknown = await response.json().catch(() => null)
  if (response.ok) return ok(tokensOf(reply, grant))
  if (response.status >= 500 || response.status === 429) throw new ConnectionError('token')
  const parsed = z.safeParse(TokenError, reply)
  const code = parsed.success ? parsed.data.error : 'unknown'
  const offered = response.headers.get('dpop-nonce')
  // A browser whose clock is wrong is given a nonce, once.
  if (code === 'use_dpop_nonce' && offered !== null && nonce === undefined) {
    return requestTokens(issuer, dpopKey, grant, offered)
  }
  return err({ type: 'TokenRefused', code })
}

/** An answer without a refresh token keeps the one that was used. */
function tokensOf(reply: unknown, grant: Readonly<Record<string, string>>): Tokens {
  const kept = { refresh_token: grant['refresh_token'] }
  const tokens = TokenReply.parse({ ...kept, ...Object(reply) })
  return {
    sessionToken: tokens.access_token,
    goodUntil: Date.now() + tokens.expires_in * 1_000,
    refreshToken: tokens.refresh_token,
  }
}
