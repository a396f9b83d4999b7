/**
 * What can be checked without any key: hashes, commits, rosters, signatures, state roots, the clear fronts of
 * objects, slots and inbox items. Nothing here opens anything, and no cipher is reachable from here.
 */
import type { Bytes } from '@nornos/std'
import { sha256 } from '../hazmat/sha256.ts'

export { boxByteLength } from '../format/box-size.ts'
export {
  type Change,
  type Commit,
  type CommitBody,
  commitChangesMax,
  deletedBlobHash,
  isDeletion,
  parseCommit,
} from '../format/commit.ts'
export { type InboxItem, parseInboxItem } from '../format/inbox-item.ts'
export { type ObjectHeader, objectHeaderBytes, parseObjectHeader } from '../format/object-header.ts'
export { keyringObjectId } from '../format/reserved-object.ts'
export {
  parseRoster,
  type Roster,
  type RosterDelegate,
  type RosterDevice,
  type RosterSlot,
} from '../format/roster.ts'
export { isSignatureValid, type SignatureKind, verifySignature } from '../format/signature.ts'
export { parseSlot, type Slot, type SlotDerivation } from '../format/slot.ts'
export { type SlotKind, slotKinds } from '../format/slot-kind.ts'
export {
  type BucketHashes,
  bucketCount,
  bucketOf,
  deriveBucketHash,
  deriveBucketHashes,
  deriveNextState,
  deriveStateRoot,
  emptyBucketHashes,
  type Leaf,
  type NextState,
} from '../format/state-root.ts'
export { signingDevice, verifyCommit } from '../format/verify-commit.ts'
export { checkRosterSuccession, type RosterPin, verifyRoster } from '../format/verify-roster.ts'
export { CryptoError, type CryptoErrorCode } from '../hazmat/crypto-error.ts'

/** SHA-256: how blobs, commits and rosters are named. 32 bytes. */
export async function hashBytes(bytes: Uint8Array): Promise<Bytes> {
  return sha256(new Uint8Array(bytes))
}
