/**
 * The state of the vault as this device knows it: for each object its version and blob. Kept in memory while open and
 * in sixteen boxed shards beside; a commit needs the leaves of the buckets that it touches.
 */
import {
  type BucketHashes,
  bucketOf,
  type Change,
  deriveBucketHashes,
  deriveNextState,
  deriveStateRoot,
  type Leaf,
  type NextState,
} from '@nornos/crypto/verify'
import { type Bytes, bytesToUuid, present, uuidToBytes } from '@nornos/std'
import type { StorageChange } from '../storage/device-storage.ts'
import type { LocalBoxes } from './local-boxes.ts'

export interface StateLeaf extends Leaf {
  /** Bytes of the blob; 0 when the object is deleted. */
  readonly size: number
}

const shards = [...'0123456789abcdef']
const leafBytes = 64

export interface StateLeaves {
  get(objectId: string): StateLeaf | null
  all(): Iterable<StateLeaf>
  /** Root of the state after these changes, without making them. */
  rootAfter(changes: readonly Change[]): Promise<Bytes>
  root(): Promise<Bytes>
  apply(changes: readonly Change[]): Promise<void>
  /** Puts leaves back as they were; null for those that were not there. */
  restore(leaves: ReadonlyMap<string, StateLeaf | null>): void
  /** The boxed shards that changed since they were last asked for. */
  takeChanges(): Promise<readonly StorageChange[]>
}

export async function loadStateLeaves(boxes: LocalBoxes): Promise<StateLeaves> {
  const byId = new Map<string, StateLeaf>()
  for (const shard of shards) {
    const bytes = await boxes.open('index', `leaves-${shard}`)
    if (bytes !== null) for (const leaf of parseLeaves(bytes)) byId.set(leaf.objectId, leaf)
  }
  return createStateLeaves(boxes, byId)
}

function createStateLeaves(boxes: LocalBoxes, byId: Map<string, StateLeaf>): StateLeaves {
  const changed = new Set<string>()
  // In order, as they were hashed last: what a step adds is soon sorted in.
  let byBucket: Map<number, readonly Leaf[]> = groupByBucket(byId)
  let hashes: BucketHashes | null = null
  // A step is checked and then made: its buckets, all 256 of a large one, are hashed once.
  let foreseen: { readonly changes: readonly Change[]; readonly next: NextState } | null = null

  const leavesOf = (bucket: number): readonly Leaf[] => byBucket.get(bucket) ?? []

  async function hashesNow(): Promise<BucketHashes> {
    hashes ??= await deriveBucketHashes(byId.values())
    return hashes
  }

  async function nextState(changes: readonly Change[]): Promise<NextState> {
    if (foreseen?.changes !== changes) {
      foreseen = { changes, next: await deriveNextState(await hashesNow(), changes, leavesOf) }
    }
    return foreseen.next
  }

  return {
    get: (objectId) => byId.get(objectId) ?? null,
    all: () => byId.values(),
    rootAfter: async (changes) => (await nextState(changes)).stateRoot,
    root: async () => deriveStateRoot(await hashesNow()),
    async apply(changes) {
      const { bucketHashes, touched } = await nextState(changes)
      for (const { objectId, version, blobHash, byteLength } of changes) {
        byId.set(objectId, { objectId, version, blobHash, size: byteLength })
        changed.add(objectId.slice(0, 1))
      }
      for (const [bucket, leaves] of touched) byBucket.set(bucket, leaves)
      hashes = bucketHashes
      foreseen = null
    },
    restore(leaves) {
      hashes = null
      foreseen = null
      for (const [objectId, leaf] of leaves) {
        changed.add(objectId.slice(0, 1))
        if (leaf === null) byId.delete(objectId)
        else byId.set(objectId, leaf)
      }
      byBucket = groupByBucket(byId)
    },
    async takeChanges() {
      const taken = [...changed]
      changed.clear()
      return Promise.all(
        taken.map((shard) => {
          const own = bucketsOf(shard).flatMap(leavesOf)
          const leaves = own.map(({ objectId }) => present(byId.get(objectId), 'a leaf of a bucket'))
          return boxes.seal('index', `leaves-${shard}`, encodeLeaves(leaves))
        }),
      )
    },
  }
}

function groupByBucket(byId: ReadonlyMap<string, StateLeaf>): Map<number, readonly Leaf[]> {
  return Map.groupBy(byId.values(), ({ objectId }) => bucketOf(objectId))
}

function bucketsOf(shard: string): readonly number[] {
  const first = Number.parseInt(shard, 16) * 16
  return Array.from({ length: 16 }, (_, index) => first + index)
}

function encodeLeaves(leaves: readonly StateLeaf[]): Bytes {
  const bytes = new Uint8Array(leaves.length * leafBytes)
  const numbers = new DataView(bytes.buffer)
  for (const [index, { objectId, version, blobHash, size }] of leaves.entries()) {
    const at = index * leafBytes
    bytes.set(present(uuidToBytes(objectId), 'an object id is 16 bytes'), at)
    bytes.set(blobHash, at + 16)
    numbers.setBigUint64(at + 48, BigInt(version))
    numbers.setBigUint64(at + 56, BigInt(size))
  }
  return bytes
}

function* parseLeaves(bytes: Bytes): Generator<StateLeaf> {
  for (let at = 0; at < bytes.length; at += leafBytes) {
    const numbers = new DataView(bytes.buffer, bytes.byteOffset + at + 48, 16)
    yield {
      objectId: bytesToUuid(bytes.subarray(at, at + 16)),
      blobHash: bytes.slice(at + 16, at + 48),
      version: Number(numbers.getBigUint64(0)),
      size: Number(numbers.getBigUint64(8)),
    }
  }
}
