/**
 * A vendor of the test's own, on this machine: OAuth 2 as vendors document it (codes that work once, PKCE, refresh
 * tokens that rotate and are refused when they come twice), and an API whose answers the test sets. Everything that was
 * asked is kept. Read next: registrations.ts.
 */
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly method: string
  /** Path and query. */
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly form: URLSearchParams
  readonly body: string
}

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text and bytes as they are, anything else as JSON. */
  readonly body?: unknown
}

export type AnswerTo = (asked: Asked) => Answer | null | Promise<Answer | null>

export interface StandIn extends AsyncDisposable {
  readonly url: string
  readonly host: string
  /** Every request to the API, not those for tokens. */
  readonly asked: Asked[]
  /** How the API answers; null is 404. Asked after the token was found to be good. */
  answer: AnswerTo
  readonly clientId: string
  readonly clientSecret: string
  /** From now on no access token that was given is taken; refreshing gives new ones. */
  expireAccess(): void
  /** The person has taken it back at the vendor: neither access nor refresh tokens are taken. */
  revokeAll(): void
  /** Tokens that are good now. */
  readonly liveTokens: () => number
  readonly refreshes: () => number
  /** Set: what comes beside the tokens, such as the vendor's name for the person. */
  tokenExtras: Readonly<Record<string, unknown>>
  /** Like Withings: every answer is 200, and its status is inside. */
  wrapsAnswers: boolean
  /** Like Google: a refresh token is given once, to whoever asked for access while the person is away, and stays good. */
  keepsRefreshTokens: boolean
  /** Set: the public keys that it publishes for its notices. */
  noticeKeys: unknown
  /** Set: what the token endpoint says instead of looking at what it was sent. */
  tokenAnswer: Answer | null
  /** How often the API was asked with a token that it does not take. */
  readonly refusals: () => number
}

interface Code {
  readonly challenge: string | null
  readonly redirectUri: string
  readonly isOffline: boolean
}

interface Grants {
  readonly codes: Map<string, Code>
  readonly access: Set<string>
  readonly refresh: Set<string>
  refreshes: number
  refusals: number
}

export async function startStandIn(): Promise<StandIn> {
  const grants: Grants = {
    ...{ codes: new Map(), access: new Set(), refresh: new Set() },
    ...{ refreshes: 0, refusals: 0 },
  }
  const server = createServer((request, response) => {
    respond(standIn, grants, request, response).catch((cause: unknown) => {
      response.writeHead(500).end(String(cause))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const standIn: StandIn = {
    host,
    url: `http://${host}`,
    asked: [],
    answer: () => null,
    clientId: 'nornos-test',
    clientSecret: randomBytes(16).toString('hex'),
    expireAccess: () => grants.access.clear(),
    revokeAll: () => {
      grants.access.clear()
      grants.refresh.clear()
    },
    liveTokens: () => grants.access.size + grants.refresh.size,
    refreshes: () => grants.refreshes,
    tokenExtras: {},
    wrapsAnswers: false,
    keepsRefreshTokens: false,
    noticeKeys: null,
    tokenAnswer: null,
    refusals: () => grants.refusals,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return standIn
}

async function respond(
  standIn: StandIn,
  grants: Grants,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = (await request.setEncoding('utf8').toArray()).join('')
  const url = new URL(request.url ?? '/', standIn.url)
  const { headers, method = 'GET' } = request
  const asked: Asked = { method, url, headers, body, form: new URLSearchParams(body) }
  const answer = await answerTo(standIn, grants, asked)
  const { status = 200, body: given } = answer
  const isRaw = typeof given === 'string' || given instanceof Uint8Array
  const sent = isRaw ? given : given === undefined ? '' : JSON.stringify(given)
  response.writeHead(status, { 'content-type': 'application/json', ...answer.headers }).end(sent)
}

async function answerTo(standIn: StandIn, grants: Grants, asked: Asked): Promise<Answer> {
  switch (asked.url.pathname) {
    case '/authorize':
      return agree(grants, asked)
    case '/token':
      return standIn.tokenAnswer ?? giveTokens(standIn, grants, asked)
    case '/revoke':
      return takeBack(grants, asked)
    case '/notice-keys':
      return { body: standIn.noticeKeys }
  }
  if (asked.url.pathname.endsWith('/.well-known/smart-configuration')) {
    return (await standIn.answer(asked)) ?? { status: 404 }
  }
  const token = /^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? ''
  if (!grants.access.has(token)) {
    grants.refusals += 1
    return standIn.wrapsAnswers
      ? { body: { status: 401, body: {}, error: 'invalid_token' } }
      : { status: 401 }
  }
  standIn.asked.push(asked)
  return (await standIn.answer(asked)) ?? { status: 404 }
}

/** The person agrees at once, and is sent back. */
function agree(grants: Grants, { url: { searchParams } }: Asked): Answer {
  const code = randomBytes(12).toString('hex')
  const redirectUri = searchParams.get('redirect_uri') ?? ''
  const isOffline = searchParams.get('access_type') === 'offline' && searchParams.get('prompt') === 'consent'
  grants.codes.set(code, { challenge: searchParams.get('code_challenge'), redirectUri, isOffline })
  const back = new URL(redirectUri)
  back.searchParams.set('code', code)
  back.searchParams.set('state', searchParams.get('state') ?? '')
  return { status: 302, headers: { location: back.href } }
}

function giveTokens(standIn: StandIn, grants: Grants, asked: Asked): Answer {
  if (!isKnownClient(standIn, asked)) return { status: 401, body: { error: 'invalid_client' } }
  const { form } = asked
  const isRefresh = form.get('grant_type') === 'refresh_token'
  const code = isRefresh ? null : goodCode(grants, form)
  const isGood = isRefresh ? takeRefresh(standIn, grants, form) : code !== null
  if (!isGood) {
    const wrapped = { status: 503, body: {}, error: 'Invalid Params: invalid refresh_token' }
    return standIn.wrapsAnswers ? { body: wrapped } : { status: 400, body: { error: 'invalid_grant' } }
  }
  if (isRefresh) grants.refreshes += 1
  const [access, refresh] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')]
  grants.access.add(access)
  const isRefreshable = !standIn.keepsRefreshTokens || code?.isOffline === true
  if (isRefreshable) grants.refresh.add(refresh)
  const tokens = {
    access_token: access,
    ...(isRefreshable ? { refresh_token: refresh } : {}),
    token_type: 'Bearer',
    expires_in: 28_800,
    ...standIn.tokenExtras,
  }
  return { body: standIn.wrapsAnswers ? { status: 0, body: tokens } : tokens }
}

/** Public clients (SMART) have no secret: PKCE stands in for it. */
function isKnownClient({ clientId, clientSecret }: StandIn, { form, headers }: Asked): boolean {
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  if (headers.authorization !== undefined) return headers.authorization === basic
  const secret = form.get('client_secret')
  return form.get('client_id') === clientId && (secret === null || secret === clientSecret)
}

function takeRefresh({ keepsRefreshTokens }: StandIn, { refresh }: Grants, form: URLSearchParams): boolean {
  const token = form.get('refresh_token') ?? ''
  return keepsRefreshTokens ? refresh.has(token) : refresh.delete(token)
}

/** Null for one that is not known, was sent from elsewhere or is not proven. */
function goodCode(grants: Grants, form: URLSearchParams): Code | null {
  const code = form.get('code') ?? ''
  const known = grants.codes.get(code)
  grants.codes.delete(code)
  if (!known || known.redirectUri !== form.get('redirect_uri')) return null
  const proof = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  return known.challenge === null || known.challenge === proof ? known : null
}

function takeBack(grants: Grants, { form, url }: Asked): Answer {
  const token = form.get('token') ?? url.searchParams.get('access_token') ?? ''
  const isKnown = grants.access.has(token) || grants.refresh.has(token)
  grants.access.clear()
  grants.refresh.clear()
  return { status: isKnown ? 200 : 400 }
}
