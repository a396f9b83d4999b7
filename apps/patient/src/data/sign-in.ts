/**
 * Signing in at auth: authorization code with PKCE, bound to a key of this browser. The code comes back in the
 * fragment, so whoever hosts the app never sees it. Read next: session.ts.
 */
import { ConnectionError, dpopKeyOf } from '@nornos/client'
import type { Account } from '@nornos/contracts'
import { err, ok, type Result, toBase64Url, utf8 } from '@nornos/std'
import { paths } from '#src/paths.ts'
import { runtimeConfig } from './runtime-config.ts'
import { openSession } from './session.ts'
import { clientId, requestTokens } from './token-endpoint.ts'

/** What the person was about to do; the app goes on with it afterwards. */
export type Errand = 'create' | 'open' | 'return' | 'close'

export type SignInProblem =
  | { readonly type: 'NotStartedHere' }
  | { readonly type: 'Declined' }
  | { readonly type: 'CodeRefused' }
  | { readonly type: 'Offline' }

interface Pending {
  readonly state: string
  readonly verifier: string
  readonly errand: Errand
}

const pendingKey = 'nornos-sign-in'

export interface SignInRequest {
  readonly errand: Errand
  /** Opens the pages where an account is made. */
  readonly isNew?: boolean
  /** Asks for the proofs once more, whoever is signed in. */
  readonly isAgain?: boolean
}

/** Leaves the app for the sign-in pages. */
export async function beginSignIn({
  errand,
  isNew = false,
  isAgain = false,
}: SignInRequest): Promise<Result<null, SignInProblem>> {
  const config = await runtimeConfig().catch(() => null)
  if (config === null) return err({ type: 'Offline' })
  const pending: Pending = { state: randomText(16), verifier: randomText(32), errand }
  sessionStorage.setItem(pendingKey, JSON.stringify(pending))
  const digest = await crypto.subtle.digest('SHA-256', utf8(pending.verifier))
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    response_mode: 'fragment',
    redirect_uri: redirectUri(),
    scope: 'openid api',
    resource: 'urn:nornos:api',
    state: pending.state,
    code_challenge: toBase64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
    ...(isNew ? { prompt: 'create' } : {}),
    ...(isAgain ? { prompt: 'login' } : {}),
  })
  location.assign(`${config.apiUrl}/oidc/authorize?${query}`)
  return ok(null)
}

/** Finishes what `beginSignIn` started, with the fragment that auth sent back. */
export async function finishSignIn(
  answer: URLSearchParams,
): Promise<Result<{ readonly errand: Errand; readonly account: Account }, SignInProblem>> {
  const pending = takePending()
  if (pending === null || answer.get('state') !== pending.state) return err({ type: 'NotStartedHere' })
  const code = answer.get('code')
  if (code === null) return err({ type: 'Declined' })
  try {
    return await exchange(code, pending)
  } catch (cause) {
    if (cause instanceof ConnectionError) return err({ type: 'Offline' })
    throw cause
  }
}

async function exchange(
  code: string,
  { verifier, errand }: Pending,
): Promise<Result<{ readonly errand: Errand; readonly account: Account }, SignInProblem>> {
  const { apiUrl } = await runtimeConfig()
  const dpopKeys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const dpopKey = await dpopKeyOf(dpopKeys)
  const reply = await requestTokens(`${apiUrl}/oidc`, dpopKey, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri(),
  })
  if (!reply.ok || reply.value.refreshToken === null) return err({ type: 'CodeRefused' })
  const { readAccount } = await import('./services-client.ts')
  const account = await readAccount(apiUrl, dpopKey, reply.value.sessionToken)
  if (account === null) return err({ type: 'CodeRefused' })
  await openSession({ refreshToken: reply.value.refreshToken, dpopKeys, account }, dpopKey, reply.value)
  return ok({ errand, account })
}

function takePending(): Pending | null {
  const text = sessionStorage.getItem(pendingKey)
  sessionStorage.removeItem(pendingKey)
  // Written by this app, in this tab.
  return text === null ? null : (JSON.parse(text) as Pending)
}

function redirectUri(): string {
  return `${location.origin}${paths.signedIn()}`
}

function randomText(bytes: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)))
}
