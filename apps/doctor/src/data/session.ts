/**
 * Who is signed in: tokens and the DPoP key, in the memory of this tab and nowhere else. A reload has neither and asks
 * auth again. Everything that hangs on a session is dropped the moment it closes. Read next: leave.ts, api.ts.
 */
import type { Authorize, DpopKey } from '@nornos/client'
import type { Account } from '@nornos/contracts'
import { requestTokens, type Tokens } from './token-endpoint.ts'

export interface OpenSession {
  readonly apiUrl: string
  readonly account: Account
  readonly dpopKey: DpopKey
  readonly tokens: Tokens
}

/** A token is renewed when it has less than this left, in milliseconds. */
const leewayMs = 30_000

let current: OpenSession | null = null
let isOver = false
let renewing: Promise<string | null> | null = null
const listeners = new Set<() => void>()

export function currentSession(): OpenSession | null {
  return current
}

/** A session was open in this document and is not any more: the document itself is about to go. */
export function isSessionOver(): boolean {
  return isOver
}

/** `onChange` is called at once when a session opens or closes. */
export function subscribeSession(onChange: () => void): () => void {
  listeners.add(onChange)
  return () => listeners.delete(onChange)
}

export function openSession(session: OpenSession): void {
  set(session)
}

/** Forgets tokens and key. What was shown disappears with it: every screen hangs on the session. */
export function closeSession(): void {
  isOver ||= current !== null
  renewing = null
  set(null)
}

/** Null when nobody is signed in, or no longer. Throws ConnectionError when it is due and auth does not answer. */
export async function sessionToken(): Promise<string | null> {
  if (current === null) return null
  if (current.tokens.goodUntil - Date.now() > leewayMs) return current.tokens.sessionToken
  renewing ??= renew(current).finally(() => {
    renewing = null
  })
  return renewing
}

/** The headers that prove who asks. `authorizePerson` of the client, for whichever session is open at that moment. */
export const authorizeSession: Authorize = async (endpoint, url, accessToken) => {
  const token = endpoint.credential === 'access-token' ? (accessToken ?? null) : await sessionToken()
  if (token === null || current === null) return {}
  const proof = await current.dpopKey.proof({ method: endpoint.method, url, token })
  return { authorization: `DPoP ${token}`, dpop: proof }
}

async function renew(session: OpenSession): Promise<string | null> {
  const { apiUrl, dpopKey, tokens } = session
  const reply = await requestTokens(`${apiUrl}/oidc`, dpopKey, {
    grant_type: 'refresh_token',
    refresh_token: tokens.refreshToken,
  })
  // Locked or signed out meanwhile: nothing comes back to life.
  if (current?.dpopKey !== dpopKey) return null
  if (!reply.ok) return null
  current = { ...session, tokens: reply.value }
  return reply.value.sessionToken
}

function set(session: OpenSession | null): void {
  current = session
  for (const listener of listeners) listener()
}
