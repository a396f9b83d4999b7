/**
 * Relay: who may read which of a patient's shared fields, until when, and the trail of every access.
 *
 * Keeps no health value. Every statement runs as an actor under row-level security, so a handler that forgets a
 * check returns nothing rather than someone else's record.
 *
 * Read next: ../README.md, access/pass-read.ts, ../migrations/0003-consents.sql.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { authorizeService, createClient } from '@nornos/client'
import { auth, relay, sharedData } from '@nornos/contracts'
import { EventId } from '@nornos/health-model'
import {
  type Clock,
  createMetrics,
  createServiceSigner,
  createServiceTokenVerifier,
  createSessionVerifier,
  currentCorrelation,
  migrate,
  openDatabase,
  type Service,
  signInboxPermit,
  startService,
  systemClock,
  Unavailable,
} from '@nornos/service-kit'
import type { Neighbour, RelayConfig } from './config.ts'
import type { RelayContext, Send } from './context.ts'
import { handlers } from './handlers.ts'
import { startJobs } from './jobs/start-jobs.ts'
import { log } from './logger.ts'
import { createRelayMetrics } from './metrics.ts'
import { openChangeNotices } from './store/change-notices.ts'
import { readNow } from './store/clock-store.ts'
import { createPeopleNames } from './store/people-names.ts'

/** How long a neighbour may take to begin its answer. */
const neighbourMs = 10_000

export interface RelayOverrides {
  readonly clock?: Clock
  /** Reaches services of the same process without a socket. */
  readonly send?: Partial<Record<Neighbour, Send>>
}

export async function createRelay(config: RelayConfig, overrides: RelayOverrides = {}): Promise<Service> {
  await migrate(config.database.ownerUrl, new URL('../migrations/', import.meta.url))
  const clock = overrides.clock ?? systemClock
  const databases = openDatabases(config.database)
  const notices = await openChangeNotices(databases.database)
  const metrics = createMetrics('relay')
  const neighbours = reachNeighbours(config, overrides.send ?? {})
  const session = createSessionVerifier({
    issuer: config.issuer,
    jwksUrl: config.jwksUrl,
    audience: 'nornos:relay',
  })
  const ctx: RelayContext = {
    clock,
    platformId: config.platformId,
    ...databases,
    ...neighbours,
    session,
    notices,
    names: createPeopleNames(neighbours.auth, clock),
    metrics: createRelayMetrics(metrics),
    signPermit: (permit) => signInboxPermit(permit, config.serviceKey, clock.now()),
    makeEventId: () => EventId.parse(randomUUID()),
    makeActId: randomUUID,
    makeToken: () => randomBytes(32).toString('base64url'),
  }
  const jobs = startJobs(ctx)
  return startService({
    name: 'relay',
    contract: relay,
    handlers: handlers(ctx),
    authentication: {
      session,
      service: createServiceTokenVerifier('relay', config.peers),
      publicUrl: config.publicUrl,
    },
    clock,
    log,
    metrics,
    port: config.port,
    host: config.host,
    ready: async () => (await readNow(databases.database)) instanceof Date,
    owns: [...jobs, notices, ...Object.values(databases)],
  })
}

function openDatabases({ url, auditAppendUrl, auditReadUrl, connectionsMax }: RelayConfig['database']) {
  const few = Math.max(1, Math.ceil(connectionsMax / 4))
  return {
    database: openDatabase({ url, connectionsMax }),
    auditAppending: openDatabase({ url: auditAppendUrl, connectionsMax: few }),
    auditReading: openDatabase({ url: auditReadUrl, connectionsMax: few }),
  }
}

function reachNeighbours(
  config: RelayConfig,
  send: Partial<Record<Neighbour, Send>>,
): Pick<RelayContext, 'auth' | 'sharedData' | 'askSharedData'> {
  const signer = createServiceSigner('relay', config.serviceKey)
  const reach = (neighbour: Neighbour) => ({
    baseUrl: config.neighbours[neighbour],
    authorize: authorizeService(() => signer.authorization(neighbour), currentCorrelation),
    fetch: inTime(send[neighbour] ?? ((request) => fetch(request))),
  })
  const store = reach('shared-data')
  return {
    auth: createClient({ contract: auth, ...reach('auth') }),
    sharedData: createClient({ contract: sharedData, ...store }),
    askSharedData: async (path, body, signal) => {
      const url = `${store.baseUrl}${path}`
      const headers = {
        'content-type': 'application/json',
        ...(await store.authorize(sharedData.readServe, url, undefined)),
      }
      const request = new Request(url, { method: 'POST', headers, body, signal })
      return store.fetch(request).catch((cause: unknown) => {
        throw new Unavailable('shared-data did not answer', { cause })
      })
    },
  }
}

/** Rejects when no answer has begun in time; an answer that has begun may go on as long as it needs. */
function inTime(send: Send): Send {
  return async (request) => {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(
      () => late.reject(new DOMException('no answer in time', 'TimeoutError')),
      neighbourMs,
    )
    try {
      return await Promise.race([send(request), late.promise])
    } finally {
      clearTimeout(timer)
    }
  }
}
