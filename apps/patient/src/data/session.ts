/**
 * Who is signed in. The session token lives in memory and is renewed when it is due; what is kept between visits is in
 * session-cabinet.ts. Being signed in opens nothing: the vault opens with the person's words. Read next: sign-in.ts.
 */
import { type Authorize, type DpopKey, dpopKeyOf } from '@nornos/client'
import type { Account } from '@nornos/contracts'
import { runtimeConfig } from './runtime-config.ts'
import { forgetSession, type KeptSession, keepSession, readSession, readWasEnded } from './session-cabinet.ts'
import type { Tokens } from './token-endpoint.ts'

export type SessionState =
  | { readonly state: 'unknown' }
  /** `wasEnded`: by auth, not here: from another device, or because it was not used for too long. */
  | { readonly state: 'signed-out'; readonly wasEnded: boolean }
  | { readonly state: 'signed-in'; readonly account: Account }

interface Live {
  readonly kept: KeptSession
  readonly dpopKey: DpopKey
  readonly tokens: Tokens | null
}

/** A token is renewed when it has less than this left, in milliseconds. */
const leeway = 30_000

let current: SessionState = { state: 'unknown' }
let live: Live | null = null
let starting: Promise<void> | null = null
let renewing: Promise<string | null> | null = null
const listeners = new Set<() => void>()

export function sessionState(): SessionState {
  return current
}

export function subscribeSession(onChange: () => void): () => void {
  listeners.add(onChange)
  return () => listeners.delete(onChange)
}

/** Reads what an earlier visit kept. Safe to call often; needs no network. */
export function startSession(): Promise<void> {
  starting ??= restore()
  return starting
}

/** Null when nobody is signed in. Throws ConnectionError when it is due and auth does not answer. */
export async function sessionToken(): Promise<string | null> {
  await startSession()
  if (live === null) return null
  if (live.tokens !== null && live.tokens.goodUntil - Date.now() > leeway) return live.tokens.sessionToken
  renewing ??= renew().finally(() => {
    renewing = null
  })
  return renewing
}

/** The headers that prove who asks, for one request. Empty when nobody is signed in. */
export async function sessionHeaders(method: string, url: string): Promise<Record<string, string>> {
  const token = await sessionToken()
  if (token === null || live === null) return {}
  return { authorization: `DPoP ${token}`, dpop: await live.dpopKey.proof({ method, url, token }) }
}

/** The same for the typed client. */
export const authorizeSession: Authorize = (endpoint, url) => sessionHeaders(endpoint.method, url)

/** A service did not accept the token: asks auth for a new one, and so learns whether the session has ended. */
export async function doubtSession(): Promise<void> {
  if (live?.tokens == null) return
  live = { ...live, tokens: null }
  // Without a network it is found out later.
  await sessionToken().catch(() => null)
}

/** Takes over a sign-in that just succeeded. */
export async function openSession(kept: KeptSession, dpopKey: DpopKey, tokens: Tokens): Promise<void> {
  await keepSession(kept)
  live = { kept, dpopKey, tokens }
  tell({ state: 'signed-in', account: kept.account })
}

/** Forgets the session here. Ending it at auth is the caller's; see account.ts. */
export async function closeSession(): Promise<void> {
  await leaveSession(false)
}

async function leaveSession(wasEnded: boolean): Promise<void> {
  live = null
  await forgetSession(wasEnded)
  tell({ state: 'signed-out', wasEnded })
}

async function restore(): Promise<void> {
  const kept = await readSession()
  if (kept === null) {
    tell({ state: 'signed-out', wasEnded: await readWasEnded() })
    return
  }
  live = { kept, dpopKey: await dpopKeyOf(kept.dpopKeys), tokens: null }
  tell({ state: 'signed-in', account: kept.account })
}

/** One tab at a time: a refresh token that was exchanged by another tab is read again instead of used twice. */
function renew(): Promise<string | null> {
  return navigator.locks.request('nornos-session', async () => {
    const kept = await readSession()
    if (kept === null || live === null) {
      await leaveSession(await readWasEnded())
      return null
    }
    const { apiUrl } = await runtimeConfig()
    // Another tab may have signed in since: its token belongs to its key.
    const dpopKey = await dpopKeyOf(kept.dpopKeys)
    const { requestTokens } = await import('./token-endpoint.ts')
    const reply = await requestTokens(`${apiUrl}/oidc`, dpopKey, {
      grant_type: 'refresh_token',
      refresh_token: kept.refreshToken,
    })
    if (!reply.ok) {
      await leaveSession(true)
      return null
    }
    const renewed = { ...kept, refreshToken: reply.value.refreshToken ?? kept.refreshToken }
    if (renewed.refreshToken !== kept.refreshToken) await keepSession(renewed)
    live = { kept: renewed, dpopKey, tokens: reply.value }
    return reply.value.sessionToken
  })
}

function tell(state: SessionState): void {
  current = state
  for (const listener of listeners) listener()
}
