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
import { type Bytes, bytesToUuid, concat, present, uuidToBytes } from '@nornos/std'
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
  const byBucket = new Map<number, Map<string, StateLeaf>>()
  let hashes: BucketHashes | null = null
  // A step is checked and then made: its buckets, all 256 of a large one, are hashed once.
  let foreseen: { readonly changes: readonly Change[]; readonly next: NextState } | null = null

  function put(leaf: StateLeaf): void {
    byId.set(leaf.objectId, leaf)
    const bucket = bucketOf(leaf.objectId)
    const leaves = byBucket.get(bucket) ?? new Map<string, StateLeaf>()
    leaves.set(leaf.objectId, leaf)
    byBucket.set(bucket, leaves)
  }

  function leavesOf(bucket: number): readonly StateLeaf[] {
    return [...(byBucket.get(bucket)?.values() ?? [])]
  }

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

  for (const leaf of byId.values()) put(leaf)
  return {
    get: (objectId) => byId.get(objectId) ?? null,
    all: () => byId.values(),
    rootAfter: async (changes) => (await nextState(changes)).stateRoot,
    root: async () => deriveStateRoot(await hashesNow()),
    async apply(changes) {
      const { bucketHashes } = await nextState(changes)
      for (const { objectId, version, blobHash, byteLength } of changes) {
        put({ objectId, version, blobHash, size: byteLength })
        changed.add(objectId.slice(0, 1))
      }
      hashes = bucketHashes
      foreseen = null
    },
    restore(leaves) {
      hashes = null
      foreseen = null
      for (const [objectId, leaf] of leaves) {
        changed.add(objectId.slice(0, 1))
        if (leaf !== null) put(leaf)
        else {
          byId.delete(objectId)
          byBucket.get(bucketOf(objectId))?.delete(objectId)
        }
      }
    },
    async takeChanges() {
      const taken = [...changed]
      changed.clear()
      return Promise.all(
        taken.map((shard) => {
          const own = [...byId.values()].filter(({ objectId }) => objectId.startsWith(shard))
          return boxes.seal('index', `leaves-${shard}`, encodeLeaves(own))
        }),
      )
    },
  }
}

function encodeLeaves(leaves: readonly StateLeaf[]): Bytes {
  return concat(
    ...leaves.map(({ objectId, version, blobHash, size }) => {
      const numbers = new DataView(new ArrayBuffer(16))
      numbers.setBigUint64(0, BigInt(version))
      numbers.setBigUint64(8, BigInt(size))
      const id = present(uuidToBytes(objectId), 'an object id is 16 bytes')
      return concat(id, blobHash, new Uint8Array(numbers.buffer))
    }),
  )
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
