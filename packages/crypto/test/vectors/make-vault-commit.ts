/** Vectors of `specs/vault-commit.md`. */
import { concat, utf8 } from '@nornos/std'
import { u32 } from '../../src/format/byte-writer.ts'
import { type Change, type CommitBody, deletedBlobHash, encodeCommitBody } from '../../src/format/commit.ts'
import { signWithKey } from '../../src/format/signature.ts'
import { deriveBucketHash, deriveBucketHashes, deriveStateRoot } from '../../src/format/state-root.ts'
import { ed25519PublicKey, importEd25519Seed } from '../../src/hazmat/ed25519.ts'
import { sha256 } from '../../src/hazmat/sha256.ts'
import { namedId, namedKey } from './named-key.ts'
import { flipped, hex, type Vector, type Vectors } from './vector.ts'

const deviceSeed = namedKey('device seed')
const objectIds = [
  '0aaaaaaa-0000-4000-8000-000000000001',
  '0aaaaaaa-0000-4000-8000-000000000002',
  'ffffffff-0000-4000-8000-000000000003',
] as const

export async function makeVaultCommitVectors(): Promise<Vectors> {
  return { ...(await commitVectors()), 'state-root': await stateVector() }
}

async function commitVectors(): Promise<Vectors> {
  const body = bodyOf([
    { objectId: objectIds[2], version: 1, blobHash: namedKey('blob 3'), byteLength: 352 },
    { objectId: objectIds[0], version: 5, blobHash: namedKey('blob 1'), byteLength: 8_396_968 },
    { objectId: objectIds[1], version: 2, blobHash: deletedBlobHash, byteLength: 0 },
  ])
  const commit = await signed(encodeCommitBody(body))
  const first = encodeCommitBody({ ...body, number: 1, previous: new Uint8Array(32), changes: [] })
  const rotation = encodeCommitBody({ ...body, epoch: 4, isRotation: true })
  return {
    commit: await valid('Two new versions and a deletion.', commit),
    'commit-first': await valid('The first commit of a vault, without changes.', await signed(first)),
    'commit-rotation': await valid('A commit that starts an epoch.', await signed(rotation)),
    ...(await commitRefusals(commit)),
  }
}

async function commitRefusals(commit: Uint8Array): Promise<Vectors> {
  const change = (index: number) => commit.slice(160 + 64 * index, 224 + 64 * index)
  const front = commit.slice(0, 160)
  const resigned = async (...parts: readonly Uint8Array[]) => signed(concat(...parts))
  const withFront = async (offset: number, bytes: Uint8Array) => {
    const changed = commit.slice(0, commit.length - 64)
    changed.set(bytes, offset)
    return signed(changed)
  }
  const unsorted = await resigned(front, change(1), change(0), change(2))
  const twice = await resigned(front, change(0), change(0), change(2))
  const lengthOfDeleted = await withFront(160 + 64 + 56 + 4, u32(1))
  const refused = (title: string, bytes: Uint8Array, expect = 'malformed'): Vector => ({
    title,
    operation: 'verify-commit',
    expect,
    input: { commit: hex(bytes), publicKey: '' },
  })
  const vectors = {
    'commit-unsorted': refused('Changes out of order.', unsorted),
    'commit-twice': refused('An object that changes twice.', twice),
    'commit-deleted-with-length': refused('A deletion that has bytes.', lengthOfDeleted),
    'commit-version-0': refused('Versions start at 1.', await withFront(160 + 16 + 4, u32(0))),
    'commit-unknown-flag': refused('A flag of a later version.', await withFront(152, u32(2))),
    'commit-number-0': refused('Numbers start at 1.', await withFront(24, u32(0))),
    'commit-first-with-previous': refused(
      'Only the first has nothing before it.',
      await withFront(24, u32(1)),
    ),
    'commit-too-many': refused('More changes than 1,000.', await withFront(156, u32(1001))),
    'commit-huge-number': refused('A number above 2^53 − 1.', await withFront(20, u32(0x0020_0000))),
    'commit-trailing-byte': refused('One byte too many.', concat(commit, new Uint8Array(1))),
    'commit-altered': refused('A bit of the state root turned over.', flipped(commit, 60), 'bad-signature'),
    'commit-altered-signature': refused(
      'A bit of the signature turned over.',
      flipped(commit, commit.length - 64),
      'bad-signature',
    ),
  }
  const publicKey = hex(await ed25519PublicKey(deviceSeed))
  return Object.fromEntries(
    Object.entries(vectors).map(([name, vector]) => [
      name,
      { ...vector, input: { ...vector.input, publicKey } },
    ]),
  )
}

async function valid(title: string, commit: Uint8Array<ArrayBuffer>): Promise<Vector> {
  return {
    title,
    operation: 'verify-commit',
    expect: 'valid',
    keys: { seed: hex(deviceSeed) },
    input: { commit: hex(commit), publicKey: hex(await ed25519PublicKey(deviceSeed)) },
    output: { head: hex(await sha256(commit)) },
  }
}

async function stateVector(): Promise<Vector> {
  const leaves = objectIds.map((objectId, index) => ({
    objectId,
    version: index + 1,
    blobHash: namedKey(`blob ${index + 1}`),
  }))
  const bucketHashes = await deriveBucketHashes(leaves)
  return {
    title: 'Two objects in bucket 0a, one in bucket ff.',
    operation: 'state-root',
    expect: 'valid',
    input: { leaves: leaves.map((leaf) => ({ ...leaf, blobHash: hex(leaf.blobHash) })) },
    output: {
      emptyBucket: hex(await deriveBucketHash([])),
      bucket0a: hex(bucketHashes[10] ?? utf8('')),
      bucketFf: hex(bucketHashes[255] ?? utf8('')),
      stateRoot: hex(await deriveStateRoot(bucketHashes)),
    },
  }
}

function bodyOf(changes: readonly Change[]): CommitBody {
  return {
    vaultId: namedId('vault'),
    number: 7,
    previous: namedKey('head 6'),
    stateRoot: namedKey('state root 7'),
    rosterHash: namedKey('roster'),
    epoch: 3,
    deviceId: namedId('device'),
    time: Date.UTC(2026, 0, 10, 9),
    isRotation: false,
    changes,
  }
}

async function signed(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return concat(bytes, await signWithKey('commit', await importEd25519Seed(deviceSeed), bytes))
}
