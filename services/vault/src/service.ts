/**
 * Vault: what a patient's devices sealed, kept and given back. It checks names, signatures and the state root, and
 * holds no key: no code that opens anything is reachable from here.
 *
 * Read next: ../README.md, domain/check-commit.ts, ../migrations/0001-vaults.sql.
 */
import { vault } from '@nornos/contracts'
import {
  createServiceTokenVerifier,
  createSessionVerifier,
  migrate,
  openDatabase,
  type Service,
  startService,
  systemClock,
} from '@nornos/service-kit'
import type { VaultConfig } from './config.ts'
import type { VaultContext } from './context.ts'
import { openChangeFeed } from './jobs/follow-changes.ts'
import { log } from './logger.ts'
import { blobMissing } from './routes/blob-missing.ts'
import { blobPut } from './routes/blob-put.ts'
import { blobRead } from './routes/blob-read.ts'
import { commitCreate } from './routes/commit-create.ts'
import { commitList } from './routes/commit-list.ts'
import { slotPut } from './routes/slot-put.ts'
import { slotRead } from './routes/slot-read.ts'
import { stateRead } from './routes/state-read.ts'
import { vaultCreate } from './routes/vault-create.ts'
import { vaultEvents } from './routes/vault-events.ts'
import { vaultRead } from './routes/vault-read.ts'
import { openObjectFolder } from './store/object-folder.ts'

/** `overrides` is for tests: a fixed clock, another object store. */
export async function createVault(
  config: VaultConfig,
  overrides: Partial<VaultContext> = {},
): Promise<Service> {
  await migrate(config.database.ownerUrl, new URL('../migrations/', import.meta.url))
  const blobs = overrides.blobs ?? (await openObjectFolder(config.objectFolder))
  const db = overrides.db ?? openDatabase(config.database)
  const changes = overrides.changes ?? (await openChangeFeed(db))
  const { quotaBytes } = config
  const ctx: VaultContext = {
    clock: systemClock,
    quotaBytes,
    lookAgainMs: 30_000,
    ...overrides,
    blobs,
    db,
    changes,
  }
  const { issuer, jwksUrl, publicUrl, peers, port, host } = config
  return startService({
    name: 'vault',
    contract: vault,
    handlers: {
      vaultCreate: vaultCreate(ctx),
      vaultRead: vaultRead(ctx),
      slotRead: slotRead(ctx),
      slotPut: slotPut(ctx),
      blobMissing: blobMissing(ctx),
      blobPut: blobPut(ctx),
      blobRead: blobRead(ctx),
      commitCreate: commitCreate(ctx),
      commitList: commitList(ctx),
      stateRead: stateRead(ctx),
      vaultEvents: vaultEvents(ctx),
    },
    authentication: {
      session: createSessionVerifier({ issuer, jwksUrl, audience: 'nornos:vault' }),
      service: createServiceTokenVerifier('vault', peers),
      publicUrl,
    },
    clock: ctx.clock,
    log,
    port,
    host,
    ready: async () => (await db.query('select 1')).length === 1,
    owns: [changes, db],
  })
}
