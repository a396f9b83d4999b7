/** Checks the changes of a commit against the state, and moves the state. The vault is locked; its place is checked. */
import { type Commit, isDeletion } from '@nornos/crypto/verify'
import type { Transaction } from '@nornos/service-kit'
import { type Bytes, equalBytes, toHex } from '@nornos/std'
import { type CommitRefusal, checkChanges } from '../domain/check-commit.ts'
import { commitProblem } from '../domain/commit-problem.ts'
import { enlivenBlobs, retireBlobs } from './blob-store.ts'
import { leavesBefore, moveObjects, rehashState } from './commit-store.ts'
import { moveHead } from './move-head.ts'

/** Thrown out of the transaction, so that everything in it is undone. */
export class CommitRefused extends Error {
  override readonly name = 'CommitRefused'
  readonly refusal: CommitRefusal
  constructor(refusal: CommitRefusal) {
    super(refusal.type)
    this.refusal = refusal
  }
}

/**
 * Throws CommitRefused. All statements are sent at once, because the vault is locked meanwhile: the connection keeps the
 * order, and what was done too much is undone. `signer` is asked while the database works.
 */
export async function acceptCommit(
  tx: Transaction,
  commit: Commit,
  bytes: Bytes,
  signer: () => Promise<CommitRefusal | null> = async () => null,
): Promise<void> {
  const { changes, stateRoot, vaultId } = commit
  const written = changes.filter((change) => !isDeletion(change))
  const blobs = written.map((change) => ({ hash: change.blobHash, size: change.byteLength }))
  const found = Promise.all([leavesBefore(tx, vaultId, changes), enlivenBlobs(tx, vaultId, blobs)])
  const moved = Promise.all([
    moveObjects(tx, vaultId, changes),
    rehashState(tx, vaultId, changes),
    moveHead(tx, { vaultId, n: commit.number, head: toHex(commit.head), body: bytes }),
  ])
  // A change that does not fit may fail in the database as well: what is told is why it does not fit.
  moved.catch(() => undefined)
  const [[before, stored], notSigned] = await Promise.all([found, signer()])
  const refusal = notSigned ?? checkChanges(commit, { before, stored })
  if (refusal) throw new CommitRefused(refusal)
  const replaced = [...before.values()].map((leaf) => leaf.blobHash)
  const [[, root]] = await Promise.all([moved, retireBlobs(tx, vaultId, replaced)])
  if (!equalBytes(root, stateRoot)) throw new CommitRefused({ type: 'StateRootDiffers' })
}

/** The problem of a refusal that has undone its transaction; everything else is thrown on. */
export function refusedOrThrown(cause: unknown, present: Parameters<typeof commitProblem>[1] | null) {
  if (cause instanceof CommitRefused && present) return commitProblem(cause.refusal, present)
  throw cause
}
