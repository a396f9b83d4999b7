/** One request through the gateway: route, limits, session, onward. Bodies are passed on and never looked into. */
import type { Actor } from '@nornos/endpoint'
import { commonProblem, correlationHeader, currentCorrelation } from '@nornos/service-kit'
import type { GatewayContext } from '../context.ts'
import { findRoute, type Route } from '../domain/find-route.ts'
import { networkOf } from '../domain/limit-requests.ts'
import { onwardHeaders } from '../domain/onward-headers.ts'
import * as events from '../events.ts'

/** `address` is the caller's IP address. Runs under the request's correlation id. */
export async function forward(ctx: GatewayContext, request: Request, address: string): Promise<Response> {
  const url = new URL(request.url)
  const route = findRoute(request.method, url.pathname)
  if (!route) return commonProblem('not-found')
  const admitted = await admit(ctx, request, route, address)
  if (admitted instanceof Response) return admitted
  const { sessionEnd, accessToken, personId } = admitted
  const onward = onwardRequest(ctx, request, route, address)
  try {
    const response = await ctx.send[route.service](onward)
    if (accessToken !== null && response.ok) ctx.provenTokens.add(accessToken, ctx.clock.now())
    if (personId !== null && isEventStream(response)) {
      const stream = endingWith(response, sessionEnd)
      const counted = ctx.openStreams.count(personId, stream)
      if (counted !== null) return counted
      await stream.body?.cancel()
      return tooMany('person', 60)
    }
    // Headers of a fetched response cannot be changed; a new head over the same body can.
    return new Response(response.body, response)
  } catch (cause) {
    if (request.signal.aborted) return new Response(null, { status: 499 })
    events.neighbourUnreachable(route.service, cause)
    return commonProblem('service-unavailable')
  }
}

function isEventStream(response: Response): boolean {
  return response.headers.get('content-type') === 'text/event-stream'
}

/**
 * An open stream ends with its session, not with its token. Other answers run to their end: the one that ends the
 * session must reach the person who asked for it.
 */
function endingWith(response: Response, sessionEnd: AbortSignal | null): Response {
  const reader = response.body?.getReader()
  if (!reader || !sessionEnd) return response
  const stop = () => void reader.cancel().catch(() => undefined)
  sessionEnd.addEventListener('abort', stop, { once: true })
  if (sessionEnd.aborted) stop()
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return new Response(body, response)
}

function onwardRequest(ctx: GatewayContext, request: Request, route: Route, address: string): Request {
  const url = new URL(request.url)
  const publicUrl = new URL(ctx.config.publicUrl)
  const headers = onwardHeaders(request.headers)
  headers.set(correlationHeader, currentCorrelation() ?? '')
  headers.set('x-forwarded-for', address)
  headers.set('x-forwarded-proto', publicUrl.protocol.slice(0, -1))
  headers.set('x-forwarded-host', publicUrl.host)
  return new Request(`${ctx.config.neighbours[route.service]}${url.pathname}${url.search}`, {
    method: request.method,
    headers,
    body: request.body,
    redirect: 'manual',
    signal: request.signal,
    ...(request.body ? { duplex: 'half' } : {}),
  })
}

interface Admitted {
  /** Of a signed-in person; so is `sessionEnd`. */
  readonly personId: string | null
  readonly sessionEnd: AbortSignal | null
  /** As sent, for relay to judge. */
  readonly accessToken: string | null
}

const nobody = { personId: null, sessionEnd: null }

async function admit(
  ctx: GatewayContext,
  request: Request,
  route: Route,
  address: string,
): Promise<Admitted | Response> {
  const token = /^DPoP ([\w.~+/=-]+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  const stranger = () => limit(ctx, 'anonymous', networkOf(address))
  if (route.credential === 'none') return (await stranger()) ?? { ...nobody, accessToken: null }
  if (token === undefined) return (await stranger()) ?? commonProblem('sign-in-needed')
  if (route.credential === 'access-token') {
    const isProven = ctx.provenTokens.has(token, ctx.clock.now())
    const refusal = isProven ? await limit(ctx, 'person', token) : await stranger()
    return refusal ?? { ...nobody, accessToken: token }
  }
  const actor = await verify(ctx, route, token)
  if (actor === 'unknown') return commonProblem('service-unavailable')
  // Whoever shows what is no token has not signed in: trying is limited like everything that strangers do.
  if (!actor?.sessionId) return (await stranger()) ?? commonProblem('sign-in-needed')
  if (ctx.revokedSessions.has(actor.sessionId)) return commonProblem('sign-in-needed')
  const refusal = await limit(ctx, 'person', actor.id ?? '')
  const sessionEnd = ctx.revokedSessions.endOf(actor.sessionId, ctx.clock.now())
  return refusal ?? { personId: actor.id, sessionEnd, accessToken: null }
}

async function limit(
  ctx: GatewayContext,
  kind: 'anonymous' | 'person',
  key: string,
): Promise<Response | null> {
  const wait = await ctx.limits.admit(kind, key)
  return wait === null ? null : tooMany(kind, wait)
}

/** `unknown`: auth's keys are out of reach, and so nobody can say whether the token is good. */
async function verify(ctx: GatewayContext, route: Route, token: string): Promise<Actor | null | 'unknown'> {
  try {
    return await ctx.verifiers[route.service].verify(token, ctx.clock.now())
  } catch (cause) {
    events.neighbourUnreachable('auth', cause)
    return 'unknown'
  }
}

function tooMany(kind: 'anonymous' | 'person', retryAfterSeconds: number): Response {
  events.limitReached(kind)
  return commonProblem('too-many-requests', { retryAfterSeconds })
}
