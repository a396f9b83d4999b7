/** One request to the token endpoint (RFC 6749 with DPoP, RFC 9449). */
import { ConnectionError, type DpopKey } from '@nornos/client'
import { err, ok, type Result } from '@nornos/std'

export interface Tokens {
  readonly sessionToken: string
  /** Milliseconds since 1970, by this browser's clock. */
  readonly goodUntil: number
  readonly refreshToken: string | null
}

/** The sign-in has ended or was never good; signing in again helps. */
export interface TokenRefused {
  readonly type: 'TokenRefused'
  readonly code: string
}

export const clientId = 'patient-app'

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
  if (response.ok) return ok(tokensOf(reply))
  if (response.status >= 500 || response.status === 429) throw new ConnectionError('token')
  const code = codeOf(reply)
  const offered = response.headers.get('dpop-nonce')
  // A browser whose clock is wrong is given a nonce, once.
  if (code === 'use_dpop_nonce' && offered !== null && nonce === undefined) {
    return requestTokens(issuer, dpopKey, grant, offered)
  }
  return err({ type: 'TokenRefused', code })
}

/** Three texts and numbers that are only handed on: read by hand, because zod would be most of the first page. */
function tokensOf(reply: unknown): Tokens {
  const { access_token, expires_in, refresh_token }: Record<string, unknown> = Object(reply)
  if (typeof access_token !== 'string' || typeof expires_in !== 'number') {
    throw new TypeError('the token endpoint answered with no token')
  }
  return {
    sessionToken: access_token,
    goodUntil: Date.now() + expires_in * 1_000,
    // Absent when the old one stays good.
    refreshToken: typeof refresh_token === 'string' ? refresh_token : null,
  }
}

function codeOf(reply: unknown): string {
  const { error }: { error?: unknown } = Object(reply)
  return typeof error === 'string' ? error : 'unknown'
}
