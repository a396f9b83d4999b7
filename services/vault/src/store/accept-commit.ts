/** Checks the changes of a commit against the state, and moves the state. The vault is locked; its place and signature are checked. */
import { bucketOf, type Commit, isDeletion } from '@nornos/crypto/verify'
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'
import { type CommitRefusal, checkChanges, leafBefore } from '../domain/check-commit.ts'
import { announceChange } from './announce-change.ts'
import { settleBlobs, stagedEpochs } from './blob-store.ts'
import { bucketHashes, insertCommit, leavesByBucket, moveObjects, updateBuckets } from './commit-store.ts'
import { moveHead } from './vault-store.ts'

export async function acceptCommit(
  tx: Transaction,
  commit: Commit,
  bytes: Bytes,
): Promise<CommitRefusal | null> {
  const { vaultId, changes } = commit
  const written = changes.filter((change) => !isDeletion(change))
  const leaves = await leavesByBucket(tx, vaultId, [
    ...new Set(changes.map((change) => bucketOf(change.objectId))),
  ])
  const blobs = written.map((change) => ({ hash: change.blobHash, size: change.byteLength }))
  const next = await checkChanges(commit, {
    bucketHashes: await bucketHashes(tx, vaultId),
    leaves,
    stored: await stagedEpochs(tx, vaultId, blobs),
  })
  if (!next.ok) return next.error
  const named = blobs.map((blob) => blob.hash)
  const replaced = changes.flatMap((change) => leafBefore(leaves, change)?.blobHash ?? [])
  await moveObjects(tx, vaultId, changes)
  await updateBuckets(tx, vaultId, next.value)
  await settleBlobs(tx, vaultId, named, replaced)
  await insertCommit(tx, vaultId, commit.number, bytes)
  await moveHead(tx, vaultId, commit.number, commit.head)
  await announceChange(tx, vaultId)
  return null
}
