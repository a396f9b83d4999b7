/**
 * Shared-data: the fields that patients share now, sealed under a key for each patient and field, and its own copy of
 * the signed consents. It serves nothing that a live grant does not cover, and the database refuses it as well; when
 * the last grant of a field ends, its key is destroyed.
 *
 * Read next: ../README.md, routes/read-serve.ts, ../migrations/0006-serving.sql, jobs/settle-fields.ts.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { authorizeService, type Client, createClient } from '@nornos/client'
import { relay, sharedData } from '@nornos/contracts'
import type { Handlers } from '@nornos/endpoint'
import { EventId } from '@nornos/health-model'
import {
  type Clock,
  createServiceSigner,
  createServiceTokenVerifier,
  createSessionVerifier,
  currentCorrelation,
  migrate,
  openDatabase,
  openKeyFile,
  type Service,
  startService,
  systemClock,
} from '@nornos/service-kit'
import type { SharedDataConfig } from './config.ts'
import type { SharedDataContext } from './context.ts'
import { startJobs } from './jobs/start-jobs.ts'
import { log } from './logger.ts'
import { grantAccept } from './routes/grant-accept.ts'
import { grantClose } from './routes/grant-close.ts'
import { grantEnd } from './routes/grant-end.ts'
import { grantRevoke } from './routes/grant-revoke.ts'
import { itemDelete } from './routes/item-delete.ts'
import { itemPut } from './routes/item-put.ts'
import { publishPlanRead } from './routes/publish-plan-read.ts'
import { readServe } from './routes/read-serve.ts'
import { readTokenRegister } from './routes/read-token-register.ts'
import { servedList } from './routes/served-list.ts'
import { sharedRosterPin } from './routes/shared-roster-pin.ts'
import { sharedRosterRead } from './routes/shared-roster-read.ts'
import { summaryServe } from './routes/summary-serve.ts'
import { readNow } from './store/clock-store.ts'
import { createFieldKeys } from './store/field-keys.ts'
import { openKeyFolder } from './store/key-folder.ts'
import { createMetricTags } from './store/metric-tags.ts'
import { openKeyPort } from './store/open-key-port.ts'

/** Reaches services of the same process without a socket. */
export type Send = (request: Request) => Promise<Response>

export interface SharedDataOverrides {
  readonly clock?: Clock
  readonly send?: { readonly relay?: Send }
}

export async function createSharedData(
  config: SharedDataConfig,
  overrides: SharedDataOverrides = {},
): Promise<Service> {
  const { database, keyFolder, publicUrl, port, host, peers, issuer, jwksUrl } = config
  await migrate(database.ownerUrl, new URL('../migrations/', import.meta.url))
  const clock = overrides.clock ?? systemClock
  const { connectionsMax } = database
  const reading = openDatabase({ url: database.readUrl, connectionsMax })
  const writing = openDatabase({ url: database.writeUrl, connectionsMax })
  const session = createSessionVerifier({ issuer, jwksUrl, audience: 'nornos:shared-data' })
  const ctx: SharedDataContext = {
    clock,
    platformId: config.platformId,
    reading,
    writing,
    session,
    keys: createFieldKeys(await openKeyPort(config), openKeyFolder(path.join(keyFolder, 'deks')), clock),
    tags: createMetricTags(await openKeyFile(path.join(keyFolder, 'metric-tags.key'))),
    relay: reachRelay(config, overrides.send?.relay),
    makeEventId: () => EventId.parse(randomUUID()),
  }
  const jobs = startJobs(ctx)
  return startService({
    name: 'shared-data',
    contract: sharedData,
    handlers: handlersOf(ctx),
    authentication: {
      session,
      service: createServiceTokenVerifier('shared-data', peers),
      publicUrl,
    },
    clock,
    log,
    port,
    host,
    ready: async () => (await readNow(writing)) instanceof Date,
    owns: [...jobs, reading, writing],
  })
}

function handlersOf(ctx: SharedDataContext): Handlers<typeof sharedData> {
  return {
    sharedRosterPin: sharedRosterPin(ctx),
    sharedRosterRead: sharedRosterRead(ctx),
    grantAccept: grantAccept(ctx),
    grantClose: grantClose(ctx),
    grantEnd: grantEnd(ctx),
    grantRevoke: grantRevoke(ctx),
    readTokenRegister: readTokenRegister(ctx),
    summaryServe: summaryServe(ctx),
    readServe: readServe(ctx),
    publishPlanRead: publishPlanRead(ctx),
    itemPut: itemPut(ctx),
    itemDelete: itemDelete(ctx),
    servedList: servedList(ctx),
  }
}

function reachRelay(config: SharedDataConfig, send: Send | undefined): Client<typeof relay> {
  const signer = createServiceSigner('shared-data', config.serviceKey)
  return createClient({
    contract: relay,
    baseUrl: config.neighbours.relay,
    authorize: authorizeService(() => signer.authorization('relay'), currentCorrelation),
    ...(send ? { fetch: send } : {}),
  })
}
