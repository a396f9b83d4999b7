/**
 * Agents: turn what a patient shares, both with a doctor and with the agents, into findings. Relay is the only door
 * to data; what comes through it stays in memory, and what comes out dies with the consents.
 *
 * Read next: ../README.md, jobs/run-agents.ts, ../migrations/0001-runs.sql.
 */
import path from 'node:path'
import { authorizePerson, authorizeService, createClient } from '@nornos/client'
import { agents, relay } from '@nornos/contracts'
import { importServiceKey } from '@nornos/crypto/service-box'
import {
  createServiceSigner,
  createServiceTokenVerifier,
  createSessionVerifier,
  currentCorrelation,
  isReachable,
  migrate,
  openDatabase,
  openKeyFile,
  type Service,
  startJob,
  startService,
  systemClock,
} from '@nornos/service-kit'
import type { AgentsConfig } from './config.ts'
import type { AgentsContext, RelayDoor } from './context.ts'
import { runAgents } from './jobs/run-agents.ts'
import { openRunSignals } from './jobs/run-signals.ts'
import { log } from './logger.ts'
import { agentRunRead } from './routes/agent-run-read.ts'
import { agentRunStart } from './routes/agent-run-start.ts'
import { openDpopKey } from './store/dpop-key.ts'

/** `send.relay` reaches relay without a socket when both run in one process. */
export interface AgentsOverrides extends Partial<AgentsContext> {
  readonly send?: { readonly relay: (request: Request) => Promise<Response> }
}

export async function createAgents(config: AgentsConfig, overrides: AgentsOverrides = {}): Promise<Service> {
  await migrate(config.database.ownerUrl, new URL('../migrations/', import.meta.url))
  const db = overrides.db ?? openDatabase(config.database)
  const finished = await openRunSignals(db)
  const dpopKey = await openDpopKey(config.keyFolder)
  const ctx: AgentsContext = {
    clock: systemClock,
    recordKey: await importServiceKey(await openKeyFile(path.join(config.keyFolder, 'records.key'))),
    relay: relayDoor(config, dpopKey, overrides.send?.relay),
    dpopKey,
    finished,
    runner: { wake: () => runner.wake() },
    ...overrides,
    db,
  }
  const runner = startJob({
    name: 'run-agents',
    everyMs: 5_000,
    log,
    run: (signal) => runAgents(ctx, signal),
  })
  const { issuer, jwksUrl, publicUrl, peers, port, host } = config
  return startService({
    name: 'agents',
    contract: agents,
    handlers: { agentRunStart: agentRunStart(ctx), agentRunRead: agentRunRead(ctx) },
    authentication: {
      session: createSessionVerifier({ issuer, jwksUrl, audience: 'nornos:agents' }),
      service: createServiceTokenVerifier('agents', peers),
      publicUrl,
    },
    clock: ctx.clock,
    log,
    port,
    host,
    ready: () => isReachable(db),
    owns: [runner, finished, db],
  })
}

function relayDoor(
  config: AgentsConfig,
  dpopKey: AgentsContext['dpopKey'],
  send: ((request: Request) => Promise<Response>) | undefined,
): RelayDoor {
  const signer = createServiceSigner('agents', config.serviceKey)
  const common = { contract: relay, baseUrl: config.neighbours.relay, ...(send ? { fetch: send } : {}) }
  const bearer = authorizePerson(dpopKey, async () => null)
  return {
    asService: createClient({
      ...common,
      authorize: authorizeService(() => signer.authorization('relay'), currentCorrelation),
    }),
    asBearer: createClient({
      ...common,
      // Proofs name the address that people use, also when the call stays inside.
      authorize: (endpoint, url, accessToken) =>
        bearer(endpoint, `${config.publicUrl}${new URL(url).pathname}`, accessToken),
    }),
  }
}
