/**
 * Signing in at auth: authorization code with PKCE, bound to a key of this tab. The code comes back in the fragment,
 * so whoever hosts the app never sees it. The verifier waits in the tab's session storage until then, and only
 * until then. Read next: session.ts.
 */
import { authorizePerson, ConnectionError, createClient, type DpopKey, makeDpopKey } from '@nornos/client'
import { type Account, auth } from '@nornos/contracts'
import { err, ok, type Result, toBase64Url, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import { paths } from '#src/paths.ts'
import { runtimeConfig } from './runtime-config.ts'
import { openSession } from './session.ts'
import { clientId, requestTokens } from './token-endpoint.ts'

export type SignInProblem = 'not-started-here' | 'declined' | 'code-refused' | 'offline'

const Pending = z.strictObject({ state: z.string(), verifier: z.string() })
type Pending = z.output<typeof Pending>

const pendingKey = 'nornos-sign-in'
const Discovery = z.object({ issuer: z.string(), authorization_endpoint: z.string() })

/**
 * Leaves the app for the sign-in pages, which come back at once while a sign-in of this browser still holds. `again` asks
 * who it is all the same.
 */
export async function beginSignIn(
  how: 'at-once' | 'again' = 'at-once',
): Promise<Result<null, SignInProblem>> {
  let authorizationUrl: string
  try {
    authorizationUrl = await findAuthorizationUrl()
  } catch (cause) {
    if (cause instanceof ConnectionError) return err('offline')
    throw cause
  }
  const pending: Pending = { state: randomText(16), verifier: randomText(32) }
  const challenge = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(pending.verifier))))
  sessionStorage.setItem(pendingKey, JSON.stringify(pending))
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    response_mode: 'fragment',
    redirect_uri: redirectUri(),
    scope: 'openid api',
    resource: 'urn:nornos:api',
    state: pending.state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(how === 'again' ? { prompt: 'login' } : {}),
  })
  location.replace(`${authorizationUrl}?${query}`)
  return ok(null)
}

let finishing: Promise<Result<Account, SignInProblem>> | null = null

/** Finishes what `beginSignIn` started, with the fragment that auth sent back; an answer counts once. */
export function finishSignIn(answer: URLSearchParams): Promise<Result<Account, SignInProblem>> {
  finishing ??= finish(answer)
  return finishing
}

async function finish(answer: URLSearchParams): Promise<Result<Account, SignInProblem>> {
  const pending = takePending()
  if (pending === null || answer.get('state') !== pending.state) return err('not-started-here')
  const code = answer.get('code')
  if (code === null) return err('declined')
  try {
    const { apiUrl } = await runtimeConfig()
    const issuer = `${apiUrl}/oidc`
    // RFC 9207: an answer of another issuer is not ours.
    if (answer.get('iss') !== issuer) return err('code-refused')
    return await exchange(apiUrl, code, pending.verifier)
  } catch (cause) {
    if (cause instanceof ConnectionError) return err('offline')
    throw cause
  }
}

async function exchange(
  apiUrl: string,
  code: string,
  verifier: string,
): Promise<Result<Account, SignInProblem>> {
  const dpopKey = await makeDpopKey()
  const tokens = await requestTokens(`${apiUrl}/oidc`, dpopKey, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri(),
  })
  if (!tokens.ok) return err('code-refused')
  const account = await readAccount(apiUrl, dpopKey, tokens.value.sessionToken)
  if (account === null) return err('code-refused')
  openSession({ apiUrl, account, dpopKey, tokens: tokens.value })
  return ok(account)
}

async function readAccount(apiUrl: string, dpopKey: DpopKey, token: string): Promise<Account | null> {
  const authorize = authorizePerson(dpopKey, async () => token)
  const reply = await createClient({ contract: auth, baseUrl: apiUrl, authorize }).meRead({})
  return reply.problem === undefined ? reply.body : null
}

/** Asked for first: a page that cannot be reached would leave the doctor with the browser's own error. */
async function findAuthorizationUrl(): Promise<string> {
  const { apiUrl } = await runtimeConfig()
  const url = `${apiUrl}/oidc/.well-known/openid-configuration`
  try {
    const reply = await fetch(url, { cache: 'no-store' })
    return Discovery.parse(await reply.json()).authorization_endpoint
  } catch (cause) {
    throw new ConnectionError('discovery', { cause })
  }
}

function takePending(): Pending | null {
  const text = sessionStorage.getItem(pendingKey)
  sessionStorage.removeItem(pendingKey)
  if (text === null) return null
  const parsed = z.safeParse(Pending, JSON.parse(text))
  return parsed.success ? parsed.data : null
}

function redirectUri(): string {
  return `${location.origin}${paths.signedIn()}`
}

function randomText(bytes: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)))
}
