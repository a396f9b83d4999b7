/** One request through the gateway: route, limits, session, onward. Bodies are passed on and never looked into. */
import type { Actor } from '@nornos/endpoint'
import { commonProblem, correlationHeader, currentCorrelation } from '@nornos/service-kit'
import type { GatewayContext } from '../context.ts'
import { findRoute, type Route } from '../domain/find-route.ts'
import { networkOf } from '../domain/limit-requests.ts'
import * as events from '../events.ts'

/** `address` is the caller's IP address. Runs under the request's correlation id. */
export async function forward(ctx: GatewayContext, request: Request, address: string): Promise<Response> {
  const url = new URL(request.url)
  const route = findRoute(request.method, url.pathname)
  if (!route) return commonProblem('not-found')
  const refusal = await refuse(ctx, request, route, address)
  if (refusal) return refusal
  const headers = new Headers(request.headers)
  headers.set(correlationHeader, currentCorrelation() ?? '')
  headers.set('x-forwarded-for', address)
  headers.set('x-forwarded-proto', new URL(ctx.config.publicUrl).protocol.slice(0, -1))
  headers.set('x-forwarded-host', new URL(ctx.config.publicUrl).host)
  const target = `${ctx.config.neighbours[route.service]}${url.pathname}${url.search}`
  const onward = new Request(target, {
    method: request.method,
    headers,
    body: request.body,
    redirect: 'manual',
    signal: request.signal,
    ...(request.body ? { duplex: 'half' } : {}),
  })
  try {
    const response = await ctx.send[route.service](onward)
    // Headers of a fetched response cannot be changed; a new head over the same body can.
    return new Response(response.body, response)
  } catch (cause) {
    if (request.signal.aborted) return new Response(null, { status: 499 })
    events.neighbourUnreachable(route.service, cause)
    return commonProblem('service-unavailable')
  }
}

async function refuse(
  ctx: GatewayContext,
  request: Request,
  route: Route,
  address: string,
): Promise<Response | null> {
  const token = /^DPoP ([\w.~+/=-]+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (route.credential === 'none' || token === undefined) {
    const wait = await ctx.limits.admit('anonymous', networkOf(address))
    if (wait !== null) return tooMany('anonymous', wait)
    return route.credential === 'none' ? null : commonProblem('sign-in-needed')
  }
  if (route.credential === 'access-token') {
    const wait = await ctx.limits.admit('person', token)
    return wait === null ? null : tooMany('person', wait)
  }
  const actor = await verify(ctx, route, token)
  if (actor === 'unknown') return commonProblem('service-unavailable')
  if (!actor?.sessionId || ctx.revokedSessions.has(actor.sessionId)) return commonProblem('sign-in-needed')
  const wait = await ctx.limits.admit('person', actor.id ?? '')
  return wait === null ? null : tooMany('person', wait)
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
