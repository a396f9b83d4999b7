/** One request through one endpoint: authenticate, check the role, read, handle, write. The only place that catches. */
import type { Endpoint, HandlerRequest, PassedOn, Problem } from '@nornos/endpoint'
import { correlationHeader, correlationOf, withCorrelation } from '../correlation.ts'
import { databaseCode } from '../database/database.ts'
import type { Authenticator } from '../identity/authenticate.ts'
import type { Log } from '../log.ts'
import type { ServiceMetrics } from '../metrics.ts'
import { BadRequest, BodyTooLarge, readRequest } from './read-request.ts'
import { commonProblem, type PlainReply, writeReply } from './write-reply.ts'

/** A handler whose types were checked where it was written; here only the shape counts. */
export type AnyHandler = (
  request: HandlerRequest<Endpoint>,
) => Promise<PlainReply | Problem<string> | PassedOn>

export interface AnswerContext {
  readonly authenticate: Authenticator
  readonly log: Log
  readonly metrics: ServiceMetrics
  /** Aborted when the service stops: open streams end instead of holding it up. */
  readonly stopping: AbortSignal
}

/** Thrown by code that cannot reach what it needs; becomes 503 with Retry-After. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}

export async function answer(
  context: AnswerContext,
  endpoint: Endpoint,
  handler: AnyHandler,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<Response> {
  const correlationId = correlationOf(request.headers)
  const stopTimer = context.metrics.requestSeconds.startTimer({
    method: endpoint.method,
    route: endpoint.path,
  })
  const response = await withCorrelation(correlationId, () =>
    handle(context, endpoint, handler, request, params, correlationId).catch((cause: unknown) =>
      failure(context.log, endpoint, cause),
    ),
  )
  response.headers.set(correlationHeader, correlationId)
  stopTimer({ status: String(response.status) })
  return response
}

async function handle(
  context: AnswerContext,
  endpoint: Endpoint,
  handler: AnyHandler,
  request: Request,
  params: Readonly<Record<string, string>>,
  correlationId: string,
): Promise<Response> {
  const caller = await context.authenticate(request, endpoint.credential)
  if (!caller) return commonProblem('sign-in-needed')
  // The bearer of an access token has no role of their own: the token's consent decides, in the handler.
  if (endpoint.credential !== 'access-token' && !endpoint.actors.includes(caller.actor.type)) {
    return commonProblem('not-your-role')
  }
  const signal = AbortSignal.any([request.signal, context.stopping])
  const input = await readRequest(endpoint, request, params)
  const reply = await handler({
    ...(input as Pick<HandlerRequest<Endpoint>, 'params' | 'query' | 'body'>),
    actor: caller.actor,
    accessToken: caller.accessToken,
    headers: request.headers,
    signal,
    correlationId,
  })
  return writeReply(endpoint, reply, signal)
}

function failure(log: Log, endpoint: Endpoint, cause: unknown): Response {
  if (cause instanceof BadRequest) return commonProblem('invalid-request', { place: cause.place })
  if (cause instanceof BodyTooLarge) return commonProblem('body-too-large', { maxBytes: cause.maxBytes })
  const unavailable = isUnavailable(cause)
  log.error('request failed', cause, { operation: endpoint.operationId, unavailable })
  return commonProblem(unavailable ? 'service-unavailable' : 'internal-error')
}

/** Connection classes 08 and 57, out of resources (53), collided too often (40), and refused or broken sockets. */
function isUnavailable(cause: unknown): boolean {
  if (cause instanceof Unavailable) return true
  const sqlState = databaseCode(cause)
  if (sqlState) return /^(08|40|53|57)/.test(sqlState)
  if (!(cause instanceof Error)) return false
  // A neighbour that did not answer the client, or not in time.
  if (cause.name === 'ConnectionError' || cause.name === 'TimeoutError') return true
  // fetch wraps what the socket said.
  const { cause: inner } = cause
  const code = String(Reflect.get(inner instanceof Error ? inner : cause, 'code') ?? '')
  const broken = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOSPC', 'ERR_JWKS_TIMEOUT']
  return (
    broken.includes(code) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(cause.message)
  )
}
