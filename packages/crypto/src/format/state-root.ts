/**
 * The state of a vault in 256 buckets by the first byte of the object id, and the root over them. A commit
 * touches few buckets, so its root is checked without reading the rest. `specs/vault-commit.md` §2.
 */
import { assert, type Bytes, concat, present } from '@nornos/std'
import { sha256 } from '../hazmat/sha256.ts'
import { writeUuid } from './byte-writer.ts'
import type { Change } from './commit.ts'

export const bucketCount = 256
const leafBytes = 56

export interface Leaf {
  readonly objectId: string
  readonly version: number
  /** 32 zero bytes for a deleted object: its leaf stays, so that it cannot come back as version 1. */
  readonly blobHash: Bytes
}

/** The hashes of all 256 buckets, in order. */
export type BucketHashes = readonly Bytes[]

export interface NextState {
  readonly stateRoot: Bytes
  readonly bucketHashes: BucketHashes
  /** The buckets that the changes touch, with their leaves after them, sorted. */
  readonly touched: ReadonlyMap<number, readonly Leaf[]>
}

/** The bucket of an object id: its first byte. */
export function bucketOf(objectId: string): number {
  return Number.parseInt(objectId.slice(0, 2), 16)
}

/** SHA-256 of the leaves (56 bytes each) in ascending order of object id. */
export async function deriveBucketHash(leaves: readonly Leaf[]): Promise<Bytes> {
  return hashSorted([...leaves].sort(byObjectId))
}

async function hashSorted(leaves: readonly Leaf[]): Promise<Bytes> {
  // One buffer for all: a commit touches many buckets of many leaves, and is checked while the vault is locked.
  const bytes = new Uint8Array(leaves.length * leafBytes)
  const view = new DataView(bytes.buffer)
  for (const [index, leaf] of leaves.entries()) {
    assert(leaf.blobHash.length === 32, 'a SHA-256 hash has 32 bytes')
    const start = index * leafBytes
    writeUuid(bytes, start, leaf.objectId)
    view.setBigUint64(start + 16, BigInt(leaf.version))
    bytes.set(leaf.blobHash, start + 24)
  }
  return sha256(bytes)
}

export async function deriveStateRoot(bucketHashes: BucketHashes): Promise<Bytes> {
  assert(bucketHashes.length === bucketCount, 'there are 256 buckets')
  return sha256(concat(...bucketHashes))
}

/** The buckets of a vault without objects. */
export async function emptyBucketHashes(): Promise<BucketHashes> {
  const empty = await deriveBucketHash([])
  return Array.from({ length: bucketCount }, () => empty)
}

/** All bucket hashes of a whole state. */
export async function deriveBucketHashes(leaves: Iterable<Leaf>): Promise<BucketHashes> {
  const buckets: Leaf[][] = Array.from({ length: bucketCount }, () => [])
  for (const leaf of leaves) present(buckets[bucketOf(leaf.objectId)], 'a bucket').push(leaf)
  return Promise.all(buckets.map(deriveBucketHash))
}

/**
 * The state after `changes`. `leavesOf` gives the present leaves of one bucket (any order) and is asked for the
 * touched buckets only.
 */
export async function deriveNextState(
  bucketHashes: BucketHashes,
  changes: readonly Change[],
  leavesOf: (bucket: number) => Promise<readonly Leaf[]> | readonly Leaf[],
): Promise<NextState> {
  const changesByBucket = Map.groupBy(changes, (change) => bucketOf(change.objectId))
  const touched = new Map<number, readonly Leaf[]>()
  const nextHashes = [...bucketHashes]
  for (const [bucket, own] of changesByBucket) {
    const leaves = new Map((await leavesOf(bucket)).map((leaf) => [leaf.objectId, leaf]))
    for (const { objectId, version, blobHash } of own) leaves.set(objectId, { objectId, version, blobHash })
    const sorted = [...leaves.values()].sort(byObjectId)
    touched.set(bucket, sorted)
    nextHashes[bucket] = await hashSorted(sorted)
  }
  return { stateRoot: await deriveStateRoot(nextHashes), bucketHashes: nextHashes, touched }
}

// Lower-case hex sorts as its bytes do.
function byObjectId(left: Leaf, right: Leaf): number {
  return left.objectId < right.objectId ? -1 : Number(left.objectId > right.objectId)
}
