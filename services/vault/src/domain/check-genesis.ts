/** Decides whether all that creates a vault belongs together: first roster, openers, keyring, first commit. */
import {
  type Commit,
  deriveNextState,
  emptyBucketHashes,
  hashBytes,
  keyringObjectId,
  type NextState,
  type Roster,
} from '@nornos/crypto/verify'
import { type Bytes, equalBytes, err, ok, type Result } from '@nornos/std'
import { type CommitRefusal, checkPlace, checkSigner, readCommit } from './check-commit.ts'
import { readFront } from './read-object-front.ts'

export interface Genesis {
  readonly commit: Commit
  readonly next: NextState
  readonly keyringHash: Bytes
}

/** A first commit is of the keyring alone. `now` in milliseconds UTC. */
export async function checkGenesis(
  bytes: Bytes,
  keyring: Bytes,
  roster: Roster,
  now: number,
): Promise<Result<Genesis, CommitRefusal>> {
  const read = await readCommit(bytes)
  if (!read.ok) return read
  const commit = read.value
  const before = { vaultId: roster.vaultId, n: 0, head: new Uint8Array(32), epoch: 0, isRotation: false }
  const refusal = checkPlace(commit, before) ?? (await checkSigner(commit, roster, now))
  if (refusal) return err(refusal)
  const keyringHash = await hashBytes(keyring)
  if (!movesKeyring(commit, keyring, keyringHash, 1)) return err({ type: 'Malformed' })
  const next = await deriveNextState(await emptyBucketHashes(), commit.changes, () => [])
  if (!equalBytes(next.stateRoot, commit.stateRoot)) return err({ type: 'StateRootDiffers' })
  return ok({ commit, next, keyringHash })
}

/** True when the commit does nothing but bring this keyring; `version` null: any. */
export function movesKeyring(
  commit: Commit,
  keyring: Bytes,
  keyringHash: Bytes,
  version: number | null,
): boolean {
  const [change, ...others] = commit.changes
  const front = readFront(keyring)
  return (
    change !== undefined &&
    others.length === 0 &&
    change.objectId === keyringObjectId &&
    (version === null || change.version === version) &&
    change.byteLength === keyring.length &&
    equalBytes(change.blobHash, keyringHash) &&
    front?.objectId === keyringObjectId &&
    front.epoch === commit.epoch &&
    front.version === change.version
  )
}
