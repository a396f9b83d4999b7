/**
 * Vault: what a patient's devices sealed, kept and given back. It checks names, signatures and the state root, and
 * holds no key: no code that opens anything is reachable from here.
 *
 * Read next: ../README.md, domain/check-commit.ts, ../migrations/0001-vaults.sql.
 */
import { vault } from '@nornos/contracts'
import type { Handlers } from '@nornos/endpoint'
import {
  createServiceTokenVerifier,
  createSessionVerifier,
  isReachable,
  migrate,
  openDatabase,
  type Service,
  startJob,
  startService,
  systemClock,
} from '@nornos/service-kit'
import type { VaultConfig } from './config.ts'
import type { VaultContext } from './context.ts'
import { checkBlobs } from './jobs/check-blobs.ts'
import { collectBlobs } from './jobs/collect-blobs.ts'
import { openChangeFeed } from './jobs/follow-changes.ts'
import { log } from './logger.ts'
import { backupRead } from './routes/backup-read.ts'
import { blobDrop } from './routes/blob-drop.ts'
import { blobMissing } from './routes/blob-missing.ts'
import { blobPut } from './routes/blob-put.ts'
import { blobRead } from './routes/blob-read.ts'
import { blobReadMany } from './routes/blob-read-many.ts'
import { closureRead } from './routes/closure-read.ts'
import { commitCreate } from './routes/commit-create.ts'
import { commitList } from './routes/commit-list.ts'
import { inboxAcknowledge } from './routes/inbox-acknowledge.ts'
import { inboxList } from './routes/inbox-list.ts'
import { inboxPut } from './routes/inbox-put.ts'
import { inboxRead } from './routes/inbox-read.ts'
import { inboxSenderList } from './routes/inbox-sender-list.ts'
import { inboxSenderPut } from './routes/inbox-sender-put.ts'
import { receiptRead } from './routes/receipt-read.ts'
import { slotPut } from './routes/slot-put.ts'
import { slotRead } from './routes/slot-read.ts'
import { slotRemove } from './routes/slot-remove.ts'
import { stateRead } from './routes/state-read.ts'
import { vaultClose } from './routes/vault-close.ts'
import { vaultCreate } from './routes/vault-create.ts'
import { vaultEvents } from './routes/vault-events.ts'
import { vaultRead } from './routes/vault-read.ts'
import { vaultRestore } from './routes/vault-restore.ts'
import { vaultRosterList } from './routes/vault-roster-list.ts'
import { vaultRosterPut } from './routes/vault-roster-put.ts'
import { vaultRotate } from './routes/vault-rotate.ts'
import { createKnownRosters } from './store/known-rosters.ts'
import { openObjectStores } from './store/open-object-stores.ts'

const collectEveryMs = 10 * 60_000
const checkEveryMs = 10 * 60_000
const rostersMax = 500

/** `overrides` is for tests: a fixed clock, another object store. */
export async function createVault(
  config: VaultConfig,
  overrides: Partial<VaultContext> = {},
): Promise<Service> {
  await migrate(config.database.ownerUrl, new URL('../migrations/', import.meta.url))
  const stores = await openObjectStores(config)
  const { blobs, inbox } = { ...stores, ...overrides }
  const db = overrides.db ?? openDatabase(config.database)
  const changes = overrides.changes ?? (await openChangeFeed(db))
  const collector = startJob({
    name: 'collect-blobs',
    everyMs: collectEveryMs,
    run: (signal) => collectBlobs(db, { blobs, inbox }, signal),
    log,
  })
  const checker = startJob({
    name: 'check-blobs',
    everyMs: checkEveryMs,
    run: (signal) => checkBlobs(db, blobs, signal),
    log,
  })
  const { issuer, jwksUrl, publicUrl, peers, port, host, quotaBytes, serviceKey } = config
  const ctx: VaultContext = {
    ...{ clock: systemClock, quotaBytes, serviceKey, lookAgainMs: 30_000 },
    relayKey: peers['relay'] ?? {},
    rosters: createKnownRosters(rostersMax),
    collect: () => collector.wake(),
    ...overrides,
    ...{ blobs, inbox, db, changes },
  }
  return startService({
    name: 'vault',
    contract: vault,
    handlers: handlersOf(ctx),
    authentication: {
      session: createSessionVerifier({ issuer, jwksUrl, audience: 'nornos:vault' }),
      service: createServiceTokenVerifier('vault', peers),
      publicUrl,
    },
    clock: ctx.clock,
    log,
    port,
    host,
    ready: () => isReachable(db),
    owns: [collector, checker, changes, db],
  })
}

function handlersOf(ctx: VaultContext): Handlers<typeof vault> {
  return {
    vaultCreate: vaultCreate(ctx),
    vaultRead: vaultRead(ctx),
    vaultRotate: vaultRotate(ctx),
    vaultRestore: vaultRestore(ctx),
    vaultClose: vaultClose(ctx),
    receiptRead: receiptRead(ctx),
    closureRead: closureRead(ctx),
    vaultEvents: vaultEvents(ctx),
    vaultRosterPut: vaultRosterPut(ctx),
    vaultRosterList: vaultRosterList(ctx),
    slotRead: slotRead(ctx),
    slotPut: slotPut(ctx),
    slotRemove: slotRemove(ctx),
    blobMissing: blobMissing(ctx),
    blobDrop: blobDrop(ctx),
    blobPut: blobPut(ctx),
    blobRead: blobRead(ctx),
    blobReadMany: blobReadMany(ctx),
    commitCreate: commitCreate(ctx),
    commitList: commitList(ctx),
    stateRead: stateRead(ctx),
    inboxPut: inboxPut(ctx),
    inboxList: inboxList(ctx),
    inboxRead: inboxRead(ctx),
    inboxAcknowledge: inboxAcknowledge(ctx),
    inboxSenderPut: inboxSenderPut(ctx),
    inboxSenderList: inboxSenderList(ctx),
    backupRead: backupRead(ctx),
  }
}
