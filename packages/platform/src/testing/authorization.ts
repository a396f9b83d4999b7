/** The code flow as an app runs it: PKCE (S256), a DPoP key, a code for tokens, a refresh token for new ones. */
import { randomBytes } from 'node:crypto'
import { type DpopKey, makeDpopKey } from '@nornos/client'

export type AppName = 'patient-app' | 'doctor-app'

export interface FlowOptions {
  /** `http://localhost:4300/oidc`. */
  readonly issuer: string
  readonly client: AppName
  /** One of those that auth was configured with. */
  readonly redirectUri: string
}

/** Tokens of one signed-in person, and the key they are bound to. */
export interface SignedIn {
  /** The session token at the time of the last sign-in or refresh. */
  readonly accessToken: string
  readonly refreshToken: string
  readonly idToken: string
  readonly dpopKey: DpopKey
  /** Fetches a new session token; the old one stays good until it ends. Throws TokenError. */
  refresh(): Promise<SignedIn>
}

/** The token endpoint refused; `error` is its OAuth code. */
export class TokenError extends Error {
  override readonly name = 'TokenError'
  readonly error: string
  readonly status: number
  constructor(error: string, status: number) {
    super(`token endpoint: ${error}`)
    this.error = error
    this.status = status
  }
}

export interface Authorization {
  readonly url: string
  /** Exchanges the address that the app was called back with. `dpopKey` is a new one unless it is given. */
  finish(callback: string, dpopKey?: DpopKey): Promise<SignedIn>
}

/** `more` adds or replaces parameters of the authorization request. */
export async function beginAuthorization(
  options: FlowOptions,
  more: Readonly<Record<string, string>> = {},
): Promise<Authorization> {
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(16).toString('base64url')
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const parameters = new URLSearchParams({
    client_id: options.client,
    response_type: 'code',
    redirect_uri: options.redirectUri,
    scope: 'openid api',
    resource: 'urn:nornos:api',
    state,
    code_challenge: Buffer.from(digest).toString('base64url'),
    code_challenge_method: 'S256',
    ...more,
  })
  return {
    url: `${options.issuer}/authorize?${parameters}`,
    finish: async (callback, dpopKey) => {
      const { searchParams } = new URL(callback)
      const code = searchParams.get('code')
      if (searchParams.get('state') !== state) throw new TokenError('state-mismatch', 0)
      if (searchParams.get('iss') !== options.issuer) throw new TokenError('issuer-mismatch', 0)
      if (code === null) throw new TokenError(searchParams.get('error') ?? 'no-code', 0)
      const grant = {
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: options.redirectUri,
      }
      return requestTokens(options, dpopKey ?? (await makeDpopKey()), grant)
    },
  }
}

/** One request to the token endpoint, repeated once when it asks for a nonce. */
export async function requestTokens(
  options: FlowOptions,
  dpopKey: DpopKey,
  grant: Readonly<Record<string, string>>,
  nonce?: string,
): Promise<SignedIn> {
  const url = `${options.issuer}/token`
  const proof = await dpopKey.proof({ method: 'POST', url, ...(nonce === undefined ? {} : { nonce }) })
  const response = await fetch(url, {
    method: 'POST',
    headers: { dpop: proof, origin: new URL(options.redirectUri).origin },
    body: new URLSearchParams({ client_id: options.client, ...grant }),
  })
  const reply: Readonly<Record<string, string>> = await response.json()
  const asked = response.headers.get('dpop-nonce')
  if (reply['error'] === 'use_dpop_nonce' && asked !== null && nonce === undefined) {
    return requestTokens(options, dpopKey, grant, asked)
  }
  if (!response.ok) throw new TokenError(reply['error'] ?? 'unknown', response.status)
  const refreshToken = reply['refresh_token'] ?? ''
  return {
    accessToken: reply['access_token'] ?? '',
    refreshToken,
    idToken: reply['id_token'] ?? '',
    dpopKey,
    refresh: () => {
      const again = { grant_type: 'refresh_token', refresh_token: refreshToken }
      return requestTokens(options, dpopKey, again)
    },
  }
}
