/**
 * Relay's connect process: fetches what vendors and record servers have for a patient and takes what apps send, seals
 * it to the patient's inbox at once, and forgets it. Holds vendors' tokens; can open no vault and no inbox.
 *
 * Read next: deliver.ts, domain/vendor.ts, jobs/work-on-connections.ts, ../../migrations/0008-connections.sql.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import { createClient } from '@nornos/client'
import { connect, vault } from '@nornos/contracts'
import { EventId } from '@nornos/health-model'
import {
  type Clock,
  createMetrics,
  createServiceTokenVerifier,
  createSessionVerifier,
  isReachable,
  migrate,
  openDatabase,
  openKeyFile,
  type Service,
  signInboxPermit,
  startJob,
  startService,
  systemClock,
} from '@nornos/service-kit'
import { openChangeNotices, trailOf } from '../store/change-notices.ts'
import type { ConnectConfig } from './config.ts'
import type { ConnectContext } from './context.ts'
import { handlers } from './handlers.ts'
import { forgetOldPages, workOnConnections } from './jobs/work-on-connections.ts'
import { log } from './logger.ts'
import { createConnectMetrics } from './metrics.ts'
import { createCallOut } from './outbound/call-out.ts'
import { createPublishedKeys } from './outbound/published-keys.ts'
import { createByteBudget } from './store/byte-budget.ts'
import { openKeyPort } from './store/open-key-port.ts'

const payloadBytesAtOnceMax = 128 * 1024 * 1024

export interface ConnectOverrides {
  readonly clock?: Clock
  /** Reaches the vault of the same process without a socket. */
  readonly send?: { readonly vault: (request: Request) => Promise<Response> }
}

export async function createConnect(
  config: ConnectConfig,
  overrides: ConnectOverrides = {},
): Promise<Service> {
  await migrate(config.database.ownerUrl, new URL('../../migrations/', import.meta.url))
  const clock = overrides.clock ?? systemClock
  const database = openDatabase(config.database)
  const notices = await openChangeNotices(database)
  const metrics = createMetrics('connect')
  const callOut = createCallOut(config.registrations.insideHosts)
  const markKey = await openKeyFile(path.join(config.keyFolder, 'marks.key'))
  const ctx: ConnectContext = {
    ...{ clock, database },
    vault: createClient({
      contract: vault,
      baseUrl: config.neighbours.vault,
      authorize: async () => ({}),
      ...(overrides.send ? { fetch: overrides.send.vault } : {}),
    }),
    signPermit: (permit) => signInboxPermit(permit, config.serviceKey, clock.now()),
    makeEventId: () => EventId.parse(randomUUID()),
    keys: await openKeyPort(config),
    mark: (...parts) => markOf(markKey, parts),
    callOut,
    publishedKeys: createPublishedKeys(callOut, clock),
    registrations: config.registrations,
    redirectUrl: `${config.patientAppUrl}/connected`,
    publicUrl: config.publicUrl,
    budget: createByteBudget(payloadBytesAtOnceMax),
    metrics: createConnectMetrics(metrics),
    announceTrail: (patientId) => notices.announce(trailOf(patientId)),
    wake: () => worker.wake(),
    makeId: randomUUID,
    makeSecret: () => randomBytes(32).toString('base64url'),
    chance: Math.random,
  }
  const job = (name: string, everyMs: number, run: (signal: AbortSignal) => Promise<void>) =>
    startJob({ name, everyMs, run, log })
  const worker = job('work-on-connections', 5_000, (signal) => workOnConnections(ctx, signal))
  const forgetting = job('forget-old-pages', 3_600_000, () => forgetOldPages(ctx))
  const { issuer, jwksUrl, peers, port, host, publicUrl } = config
  return startService({
    name: 'connect',
    contract: connect,
    handlers: handlers(ctx),
    authentication: {
      session: createSessionVerifier({ issuer, jwksUrl, audience: 'nornos:connect' }),
      service: createServiceTokenVerifier('connect', peers),
      publicUrl,
    },
    ...{ clock, log, metrics, port, host },
    ready: () => isReachable(database),
    owns: [worker, forgetting, notices, database],
  })
}

/** Lengths go in too: no two lists of parts read the same. */
function markOf(key: Uint8Array, parts: readonly (string | Uint8Array)[]): Uint8Array {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part)
  return new Uint8Array(hmac.digest())
}
