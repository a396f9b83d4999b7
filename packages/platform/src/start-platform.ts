/**
 * The whole platform in one process on embedded defaults: PostgreSQL, six services, figures and the outbox page.
 * What `npm start`, the demo and the browser tests run. Read next: compose/start-services.ts.
 */
import type { AuthConfig } from '@nornos/auth/config'
import type { PlatformId } from '@nornos/health-model'
import { systemClock } from '@nornos/service-kit'
import { appOriginsOf, type Installation, publicUrlOf } from './compose/installation.ts'
import { databasePlans, type Folders, foldersIn, type Ports } from './compose/layout.ts'
import { startMetricsServer } from './compose/metrics-server.ts'
import { startOutboxPage } from './compose/outbox-page.ts'
import { openPlatformId } from './compose/platform-id.ts'
import { readRegistrations } from './compose/registrations.ts'
import { configsOf } from './compose/service-configs.ts'
import { openServiceKeys } from './compose/service-keys.ts'
import { startServices } from './compose/start-services.ts'
import { createDatabases, startPostgres } from './postgres/index.ts'

export interface Platform extends AsyncDisposable {
  readonly publicUrl: string
  readonly appOrigins: { readonly patient: string; readonly doctor: string }
  readonly folders: Folders
  readonly platformId: PlatformId
  /** Where auth keeps people: for the demo and the command line. */
  readonly auth: Pick<AuthConfig, 'database' | 'keyFolder'>
  /** Settles when PostgreSQL has gone, whoever ended it. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

/** Requests a minute; a person's app asks far less, a script that goes round in circles more. */
const limits = { anonymousPerMinute: 100, personPerMinute: 3_000 }
const recoveryWaitHours = 72

export async function startPlatform(options: {
  readonly stateFolder: string
  readonly ports: Ports
}): Promise<Platform> {
  const { stateFolder, ports } = options
  const folders = foldersIn(stateFolder)
  await using starting = new AsyncDisposableStack()
  const postgres = starting.use(await startPostgres({ stateFolder }))
  const databases = await createDatabases({
    adminUrl: postgres.adminUrl,
    keyFolder: folders.keys,
    databases: databasePlans,
  })
  const platformId = await openPlatformId(stateFolder)
  const installation: Installation = {
    ports,
    folders,
    databases,
    keys: await openServiceKeys(folders.keys),
    platformId,
    clock: systemClock,
    registrations: await readRegistrations(stateFolder),
    limits,
    recoveryWaitHours,
  }
  const running = await startServices(installation)
  starting.defer(() => running.close())
  const metrics = await startMetricsServer(running.services, ports.metrics)
  starting.defer(() => metrics.close())
  const outbox = await startOutboxPage(folders.outbox, ports.outbox)
  starting.defer(() => outbox.close())
  const all = starting.move()
  const close = () => all.disposeAsync()
  return {
    publicUrl: publicUrlOf(ports),
    appOrigins: appOriginsOf(ports),
    folders,
    platformId,
    auth: configsOf(installation).auth,
    ended: postgres.ended,
    close,
    [Symbol.asyncDispose]: close,
  }
}
