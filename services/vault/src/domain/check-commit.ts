/** Decides whether a signed commit is the next step of a vault. Data in, Result out; no key is needed. */
import {
  type BucketHashes,
  type Change,
  type Commit,
  deriveNextState,
  isDeletion,
  type Leaf,
  type NextState,
} from '@nornos/crypto/verify'
import { equalBytes, err, ok, type Result, toHex } from '@nornos/std'

export interface VaultAsIs {
  readonly n: number
  readonly head: Uint8Array
  readonly epoch: number
  readonly bucketHashes: BucketHashes
  /** The present leaves of every bucket that the commit touches. */
  readonly leaves: ReadonlyMap<number, readonly Leaf[]>
  /** Hex names of those of the commit's blobs that are stored with the announced size. */
  readonly stored: ReadonlySet<string>
}

export type CommitRefusal =
  | { readonly type: 'NotNext'; readonly n: number; readonly head: Uint8Array }
  | { readonly type: 'EpochStale' }
  | { readonly type: 'VersionsDoNotFit'; readonly objectId: string }
  | { readonly type: 'BlobMissing'; readonly hash: string }
  | { readonly type: 'StateRootDiffers' }

/** `commit` is parsed and its signature and roster are verified already. */
export async function checkCommit(
  commit: Commit,
  vault: VaultAsIs,
): Promise<Result<NextState, CommitRefusal>> {
  if (commit.epoch !== vault.epoch) return err({ type: 'EpochStale' })
  if (commit.number !== vault.n + 1 || !equalBytes(commit.previous, vault.head)) {
    return err({ type: 'NotNext', n: vault.n, head: vault.head })
  }
  const unfit = commit.changes.find((change) => change.version !== versionBefore(vault, change) + 1)
  if (unfit) return err({ type: 'VersionsDoNotFit', objectId: unfit.objectId })
  const missing = commit.changes.find(
    (change) => !isDeletion(change) && !vault.stored.has(toHex(change.blobHash)),
  )
  if (missing) return err({ type: 'BlobMissing', hash: toHex(missing.blobHash) })
  const next = await deriveNextState(
    vault.bucketHashes,
    commit.changes,
    (bucket) => vault.leaves.get(bucket) ?? [],
  )
  return equalBytes(next.stateRoot, commit.stateRoot) ? ok(next) : err({ type: 'StateRootDiffers' })
}

function versionBefore(vault: VaultAsIs, change: Change): number {
  return leafBefore(vault.leaves, change)?.version ?? 0
}

/** The leaf that a change replaces, or null for a new object. */
export function leafBefore(leaves: VaultAsIs['leaves'], change: Change): Leaf | null {
  const bucket = leaves.get(Number.parseInt(change.objectId.slice(0, 2), 16))
  return bucket?.find((leaf) => leaf.objectId === change.objectId) ?? null
}
