/**
 * Gateway: the one door. Routes by the contracts, checks session tokens, limits how often, passes bodies on unseen.
 *
 * Read next: ../README.md, routes/forward.ts, domain/find-route.ts.
 */
import { authorizeService, createClient } from '@nornos/client'
import { auth } from '@nornos/contracts'
import {
  commonProblem,
  correlationHeader,
  correlationOf,
  createServiceSigner,
  createServiceTokenVerifier,
  createSessionVerifier,
  type Service,
  startJob,
  startService,
  systemClock,
  withCorrelation,
} from '@nornos/service-kit'
import type { GatewayConfig, Neighbour } from './config.ts'
import type { GatewayContext, Send } from './context.ts'
import { createRequestLimits } from './domain/limit-requests.ts'
import * as events from './events.ts'
import { followRevocations } from './jobs/follow-revocations.ts'
import { log } from './logger.ts'
import { allowOrigin, preflight } from './routes/cross-origin.ts'
import { forward } from './routes/forward.ts'
import { createOpenStreams } from './store/open-streams.ts'
import { createProvenTokens } from './store/proven-tokens.ts'
import { createRevokedSessions } from './store/revoked-sessions.ts'

const neighbours: readonly Neighbour[] = ['auth', 'relay', 'shared-data', 'vault', 'agents', 'connect']

/** Two or three a tab; more tabs than anybody keeps an eye on. */
const streamsPerPersonMax = 50

/** `overrides.send` reaches services of the same process without a socket. */
export async function createGateway(
  config: GatewayConfig,
  overrides: Partial<Omit<GatewayContext, 'send'>> & { readonly send?: Partial<GatewayContext['send']> } = {},
): Promise<Service> {
  const session = (audience: Neighbour) =>
    createSessionVerifier({ issuer: config.issuer, jwksUrl: config.jwksUrl, audience: `nornos:${audience}` })
  const ctx: GatewayContext = {
    config,
    clock: systemClock,
    verifiers: byNeighbour(session),
    revokedSessions: createRevokedSessions(),
    provenTokens: createProvenTokens(),
    openStreams: createOpenStreams(streamsPerPersonMax),
    limits: createRequestLimits({
      anonymous: config.limits.anonymousPerMinute,
      person: config.limits.personPerMinute,
    }),
    ...overrides,
    send: { ...byNeighbour((): Send => (request) => fetch(request)), ...overrides.send },
  }
  const signer = createServiceSigner('gateway', config.serviceKey)
  const authClient = createClient({
    contract: auth,
    baseUrl: config.neighbours.auth,
    authorize: authorizeService(() => signer.authorization('auth')),
    fetch: ctx.send.auth,
  })
  const revocations = startJob({
    name: 'follow-revocations',
    everyMs: 500,
    log,
    run: (signal) => followRevocations(authClient, ctx.revokedSessions, ctx.clock, signal),
  })
  return startService({
    name: 'gateway',
    contract: {},
    handlers: {},
    authentication: {
      session: ctx.verifiers.auth,
      service: createServiceTokenVerifier('gateway', {}),
      publicUrl: config.publicUrl,
    },
    clock: ctx.clock,
    log,
    port: config.port,
    host: config.host,
    ready: async () => true,
    others: (request, address) => answer(ctx, request, address),
    owns: [revocations],
  })
}

async function answer(
  ctx: GatewayContext,
  request: Request,
  socketAddress: string,
): Promise<Response | null> {
  const { pathname } = new URL(request.url)
  if (pathname === '/livez' || pathname === '/readyz') return null
  const correlationId = correlationOf(request.headers)
  const response = await withCorrelation(correlationId, () => answerOne(ctx, request, socketAddress))
  response.headers.set(correlationHeader, correlationId)
  return response
}

async function answerOne(ctx: GatewayContext, request: Request, socketAddress: string): Promise<Response> {
  const early = preflight(request, ctx.config.appOrigins)
  if (early) return early
  const forwarded = ctx.config.behindProxy ? request.headers.get('x-forwarded-for') : null
  // The last entry is the one that our own proxy wrote; what stands before it is the caller's word.
  const address = forwarded?.split(',').at(-1)?.trim() ?? socketAddress
  const response = await forward(ctx, request, address).catch((cause: unknown) => {
    events.requestFailed(cause)
    return commonProblem('internal-error')
  })
  allowOrigin(request, response, ctx.config.appOrigins)
  return response
}

function byNeighbour<Value>(make: (neighbour: Neighbour) => Value): Record<Neighbour, Value> {
  return Object.fromEntries(neighbours.map((neighbour) => [neighbour, make(neighbour)])) as Record<
    Neighbour,
    Value
  >
}
