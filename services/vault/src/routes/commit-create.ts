/** The next commit: compare-and-swap on the head is the only concurrency control. */
import type { vault } from '@nornos/contracts'
import { bucketOf, type Commit, isDeletion, parseRoster } from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import type { Transaction } from '@nornos/service-kit'
import { type Bytes, fromBase64Url, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { type CommitRefusal, checkCommit, leafBefore } from '../domain/check-commit.ts'
import { readCommit } from '../domain/read-commit.ts'
import * as events from '../events.ts'
import { announceHead } from '../store/announce-head.ts'
import { settleBlobs, storedBlobs } from '../store/blob-store.ts'
import {
  bucketHashes,
  insertCommit,
  leavesByBucket,
  moveObjects,
  updateBuckets,
} from '../store/commit-store.ts'
import { lockVault, moveHead, type VaultRow } from '../store/vault-store.ts'

export function commitCreate(ctx: VaultContext): Handler<typeof vault.commitCreate> {
  return async ({ actor, params: { vaultId }, body }) => {
    const bytes = fromBase64Url(body.commit) ?? new Uint8Array()
    return ctx.db.serializable(actor, async (tx) => {
      const row = await lockVault(tx, vaultId)
      if (!row) return problem('not-found')
      const commit = await readCommit(bytes, await parseRoster(row.roster))
      if (!commit) {
        events.commitRefused('signature or roster')
        return problem('commit-refused', { reason: 'signature or roster' })
      }
      const refusal = await apply(tx, row, commit, bytes)
      if (refusal) {
        events.commitRefused(refusal.type)
        return refused(refusal)
      }
      events.commitAccepted(commit.number, commit.changes.length)
      return { status: 201, body: { n: commit.number, head: toHex(commit.head) } } as const
    })
  }
}

async function apply(
  tx: Transaction,
  row: VaultRow,
  commit: Commit,
  bytes: Bytes,
): Promise<CommitRefusal | null> {
  const { vaultId, changes } = commit
  const written = changes.filter((change) => !isDeletion(change))
  const touched = [...new Set(changes.map((change) => bucketOf(change.objectId)))]
  const leaves = await leavesByBucket(tx, vaultId, touched)
  const next = await checkCommit(commit, {
    ...row,
    bucketHashes: await bucketHashes(tx, vaultId),
    leaves,
    stored: await storedBlobs(
      tx,
      vaultId,
      written.map((change) => ({ hash: change.blobHash, size: change.byteLength })),
    ),
  })
  if (!next.ok) return next.error
  const replaced = changes.flatMap((change) => leafBefore(leaves, change)?.blobHash ?? [])
  await moveObjects(tx, vaultId, changes)
  await updateBuckets(tx, vaultId, next.value)
  await settleBlobs(
    tx,
    vaultId,
    written.map((change) => change.blobHash),
    replaced,
  )
  await insertCommit(tx, vaultId, commit.number, bytes)
  await moveHead(tx, vaultId, commit.number, commit.head)
  await announceHead(tx, vaultId, commit.number, toHex(commit.head))
  return null
}

function refused(refusal: CommitRefusal) {
  switch (refusal.type) {
    case 'NotNext':
      return problem('commit-conflict', { n: refusal.n, head: toHex(refusal.head) })
    case 'EpochStale':
      return problem('epoch-stale')
    case 'VersionsDoNotFit':
      return problem('commit-refused', { reason: 'version', objectId: refusal.objectId })
    case 'BlobMissing':
      return problem('commit-refused', { reason: 'blob missing', hash: refusal.hash })
    case 'StateRootDiffers':
      return problem('commit-refused', { reason: 'state root' })
  }
}
