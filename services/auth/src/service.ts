/**
 * Auth: who someone is. Accounts, proofs, sessions and memberships; the identity provider and its pages. Knows
 * nothing about health, and nothing that opens a vault.
 *
 * Read next: ../README.md, oidc/provider.ts, pages/sign-in-pages.ts, oidc/session-claims.ts.
 */
import { authorizeService, createClient } from '@nornos/client'
import { auth, relay } from '@nornos/contracts'
import {
  ConfigError,
  createServiceSigner,
  createServiceTokenVerifier,
  isReachable,
  migrate,
  openDatabase,
  type Service,
  startJob,
  startService,
  systemClock,
} from '@nornos/service-kit'
import type { AuthConfig } from './config.ts'
import type { AuthContext, AuthOverrides } from './context.ts'
import { isLongEnough, recoveryHoursMin } from './domain/recovery-wait.ts'
import { deleteExpired } from './jobs/delete-expired.ts'
import { deliverAuditEvents } from './jobs/deliver-audit-events.ts'
import { mailRecoveries } from './jobs/mail-recoveries.ts'
import { log } from './logger.ts'
import { openMail } from './mail/open-mail.ts'
import { oidcListener } from './oidc/node-listener.ts'
import { ownSessionVerifier } from './oidc/own-session-verifier.ts'
import { createProvider } from './oidc/provider.ts'
import { readAssets } from './pages/assets.ts'
import { createSignInPages } from './pages/sign-in-pages.ts'
import { accountClose } from './routes/account-close.ts'
import { doctorCodeRead } from './routes/doctor-code-read.ts'
import { doctorLookup } from './routes/doctor-lookup.ts'
import { meRead } from './routes/me-read.ts'
import { personList } from './routes/person-list.ts'
import { recoveryAsk } from './routes/recovery-ask.ts'
import { recoveryHalfPut } from './routes/recovery-half-put.ts'
import { recoveryHalfRemove } from './routes/recovery-half-remove.ts'
import { recoveryHalfTake } from './routes/recovery-half-take.ts'
import { recoveryRead } from './routes/recovery-read.ts'
import { recoveryStop } from './routes/recovery-stop.ts'
import { revokedSessionEvents } from './routes/revoked-session-events.ts'
import { sessionEnd } from './routes/session-end.ts'
import { sessionRemove } from './routes/session-remove.ts'
import { openAuthKeys } from './store/key-files.ts'
import { createPasswordHasher } from './store/password-hasher.ts'

export type { AuthConfig } from './config.ts'
export type { AuthOverrides } from './context.ts'

export async function createAuth(config: AuthConfig, overrides: AuthOverrides = {}): Promise<Service> {
  if (!isLongEnough(config.recoveryWaitHours, config.publicUrl)) {
    throw new ConfigError(
      `RECOVERY_WAIT_HOURS must be ${recoveryHoursMin} or more where others than this machine come in`,
    )
  }
  await migrate(config.database.ownerUrl, new URL('../migrations/', import.meta.url))
  const ctx = await createContext(config, overrides)
  const provider = createProvider(ctx)
  const jobs = startJobs(ctx)
  const service = await startService({
    name: 'auth',
    contract: auth,
    handlers: {
      meRead: meRead(ctx),
      sessionEnd: sessionEnd(ctx),
      accountClose: accountClose(ctx),
      sessionRemove: sessionRemove(ctx),
      doctorCodeRead: doctorCodeRead(ctx),
      doctorLookup: doctorLookup(ctx),
      personList: personList(ctx),
      revokedSessionEvents: revokedSessionEvents(ctx),
      recoveryRead: recoveryRead(ctx),
      recoveryAsk: recoveryAsk(ctx),
      recoveryStop: recoveryStop(ctx),
      recoveryHalfPut: recoveryHalfPut(ctx),
      recoveryHalfRemove: recoveryHalfRemove(ctx),
      recoveryHalfTake: recoveryHalfTake(ctx),
    },
    authentication: {
      session: ownSessionVerifier(ctx),
      service: createServiceTokenVerifier('auth', config.peers),
      publicUrl: config.publicUrl,
    },
    clock: ctx.clock,
    log,
    port: config.port,
    host: config.host,
    ready: () => isReachable(ctx.db),
    nodeListener: oidcListener(provider, config.publicUrl),
    others: createSignInPages(ctx, provider, await readAssets()),
    owns: [...jobs, ctx.db],
  })
  return {
    ...service,
    fetch: (request) => (needsSocket(request) ? onSocket(service, request) : service.fetch(request)),
  }
}

async function createContext(config: AuthConfig, overrides: AuthOverrides): Promise<AuthContext> {
  const clock = overrides.clock ?? systemClock
  const signer = createServiceSigner('auth', config.serviceKey)
  return {
    config,
    clock,
    db: openDatabase(config.database),
    keys: await openAuthKeys(config.keyFolder),
    mail: overrides.mail ?? openMail(config.mail, () => clock.now()),
    passwords: await createPasswordHasher(),
    relay: createClient({
      contract: relay,
      baseUrl: config.neighbours.relay,
      authorize: authorizeService(() => signer.authorization('relay')),
      ...(overrides.send?.relay ? { fetch: overrides.send.relay } : {}),
    }),
  }
}

function startJobs(ctx: AuthContext) {
  return [
    startJob({
      name: 'deliver-audit-events',
      everyMs: 2_000,
      log,
      run: (signal) => deliverAuditEvents(ctx, signal),
    }),
    startJob({ name: 'mail-recoveries', everyMs: 60_000, log, run: () => mailRecoveries(ctx) }),
    startJob({ name: 'delete-expired', everyMs: 600_000, log, run: () => deleteExpired(ctx) }),
  ]
}

/** The identity provider speaks Node's request and response only; a neighbour in the same process takes the port. */
function needsSocket(request: Request): boolean {
  const { pathname } = new URL(request.url)
  return pathname.startsWith('/oidc/') || pathname.startsWith('/.well-known/')
}

function onSocket(service: Service, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  return fetch(new Request(`${service.url}${pathname}${search}`, request), { redirect: 'manual' })
}
