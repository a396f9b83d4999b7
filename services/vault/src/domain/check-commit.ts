/** Decides whether a signed commit is the next step of a vault. Data in, Result out; no key is needed. */
import {
  type Commit,
  CryptoError,
  isDeletion,
  isSignatureValid,
  type Leaf,
  parseCommit,
  type Roster,
  signingDevice,
} from '@nornos/crypto/verify'
import { equalBytes, err, ok, type Result, toHex } from '@nornos/std'

export type CommitRefusal =
  | { readonly type: 'Malformed' }
  | { readonly type: 'NotNext' }
  | { readonly type: 'EpochStale' }
  | { readonly type: 'RosterDiffers' }
  | { readonly type: 'NotSigned' }
  | { readonly type: 'VersionsDoNotFit'; readonly objectId: string }
  | { readonly type: 'BlobMissing'; readonly hash: string }
  | { readonly type: 'StateRootDiffers' }

/** What a vault expects of its next commit. */
export interface Expected {
  readonly vaultId: string
  /** Of the last commit; 0 and 32 zero bytes before the first. */
  readonly n: number
  readonly head: Uint8Array
  readonly epoch: number
  readonly isRotation: boolean
}

export async function readCommit(bytes: Uint8Array): Promise<Result<Commit, CommitRefusal>> {
  try {
    return ok(await parseCommit(bytes))
  } catch (cause) {
    if (cause instanceof CryptoError) return err({ type: 'Malformed' })
    throw cause
  }
}

/** The place in the chain. What a device can mend by catching up is told before what it cannot. */
export function checkPlace(commit: Commit, expected: Expected): CommitRefusal | null {
  if (commit.vaultId !== expected.vaultId || commit.isRotation !== expected.isRotation) {
    return { type: 'Malformed' }
  }
  if (commit.epoch !== expected.epoch) return { type: 'EpochStale' }
  const isNext = commit.number === expected.n + 1 && equalBytes(commit.previous, expected.head)
  return isNext ? null : { type: 'NotNext' }
}

/**
 * Whether a device of the roster in force signed it. A device whose time is up does not sign any more, whatever time it
 * writes into its commit. `now` in milliseconds UTC.
 */
export async function checkSigner(
  commit: Commit,
  roster: Roster,
  now: number,
): Promise<CommitRefusal | null> {
  if (!equalBytes(commit.rosterHash, roster.hash)) return { type: 'RosterDiffers' }
  const device = signingDevice(roster, commit.deviceId, Math.max(commit.time, now))
  if (device === null) return { type: 'NotSigned' }
  const { signature, signedBytes } = commit
  const isSigned = await isSignatureValid('commit', device.publicKey, signedBytes, signature)
  return isSigned ? null : { type: 'NotSigned' }
}

export interface VaultState {
  /** By object id: what the changes replace. */
  readonly before: ReadonlyMap<string, Leaf>
  /** By hex name: the epoch of those of the commit's blobs that are stored with the announced size. */
  readonly stored: ReadonlyMap<string, number>
}

/** Null when the changes may happen, provided that the state root is right afterwards. */
export function checkChanges(commit: Commit, state: VaultState): CommitRefusal | null {
  for (const change of commit.changes) {
    if (change.version !== (state.before.get(change.objectId)?.version ?? 0) + 1) {
      return { type: 'VersionsDoNotFit', objectId: change.objectId }
    }
    if (isDeletion(change)) continue
    const hash = toHex(change.blobHash)
    const epoch = state.stored.get(hash)
    if (epoch === undefined) return { type: 'BlobMissing', hash }
    // Whoever was left out of the new epoch can open what is sealed under the old one.
    if (epoch !== commit.epoch) return { type: 'EpochStale' }
  }
  return null
}
