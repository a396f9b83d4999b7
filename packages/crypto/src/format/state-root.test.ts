/** Goal: the root after a commit is the root of the whole state. Method: random commits, both ways of computing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeRandomBytes, makeRandomInteger } from '../hazmat/random.ts'
import { deletedBlobHash } from './commit.ts'
import {
  bucketOf,
  deriveBucketHashes,
  deriveNextState,
  deriveStateRoot,
  emptyBucketHashes,
  type Leaf,
} from './state-root.ts'

test('buckets touched by commits give the same root as the whole state', async () => {
  const state = new Map<string, Leaf>()
  let bucketHashes = await emptyBucketHashes()
  for (let round = 0; round < 30; round++) {
    const known = [...state.keys()].filter(() => makeRandomInteger(4) === 0)
    const objectIds = new Set([...known, ...Array.from({ length: 10 }, () => crypto.randomUUID())])
    const changes = [...objectIds].map((objectId) => {
      const isDeleted = makeRandomInteger(5) === 0
      const version = (state.get(objectId)?.version ?? 0) + 1
      const blobHash = isDeleted ? deletedBlobHash : makeRandomBytes(32)
      return { objectId, version, blobHash, byteLength: isDeleted ? 0 : 300 }
    })
    const asked: number[] = []
    const next = await deriveNextState(bucketHashes, changes, (bucket) => {
      asked.push(bucket)
      return [...state.values()].filter((leaf) => bucketOf(leaf.objectId) === bucket)
    })
    for (const { blobHash, objectId, version } of changes)
      state.set(objectId, { objectId, version, blobHash })
    assert.deepEqual(next.stateRoot, await deriveStateRoot(await deriveBucketHashes(state.values())))
    assert.deepEqual(new Set(asked), new Set(changes.map((change) => bucketOf(change.objectId))))
    bucketHashes = next.bucketHashes
  }
})

test('the order of leaves does not matter, and every part of a leaf does', async () => {
  const leaves = Array.from({ length: 5 }, (_, index) => ({
    objectId: `aa000000-0000-4000-8000-00000000000${index}`,
    version: 1,
    blobHash: makeRandomBytes(32),
  }))
  const rootOf = async (state: readonly Leaf[]) => deriveStateRoot(await deriveBucketHashes(state))
  const root = await rootOf(leaves)
  assert.deepEqual(await rootOf(leaves.toReversed()), root)
  const [first, ...rest] = leaves
  assert.ok(first)
  for (const other of [
    { ...first, version: 2 },
    { ...first, blobHash: deletedBlobHash },
    { ...first, objectId: 'ab000000-0000-4000-8000-000000000000' },
  ]) {
    assert.notDeepEqual(await rootOf([other, ...rest]), root)
  }
  assert.notDeepEqual(await rootOf(rest), root)
})
