/**
 * Goal: a folder and an S3 bucket keep the same promises, so that which of them is used is configuration only.
 * Method: one contract, run against each adapter; the bucket is a real S3 of Debian's, on this machine.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { hashBytes } from '@nornos/crypto/verify'
import { lacksServer, type ServerOf, withServer } from '@nornos/platform/testing/servers'
import { Unavailable } from '@nornos/service-kit'
import { type Bytes, toHex } from '@nornos/std'
import { openObjectBucket } from '../src/store/object-bucket.ts'
import { openObjectFolder } from '../src/store/object-folder.ts'
import type { ObjectStore } from '../src/store/object-store.ts'

async function makeBytes(length: number) {
  const bytes = new Uint8Array(randomBytes(length))
  return { bytes, sha256: toHex(await hashBytes(bytes)) }
}

const streamOf = (bytes: Bytes) => new Blob([bytes]).stream()
async function read(stream: ReadableStream<Bytes> | null): Promise<Bytes | null> {
  return stream && new Uint8Array(await new Response(stream).arrayBuffer())
}

async function keepsItsPromises(store: ObjectStore): Promise<void> {
  const [vaultId, other] = [randomUUID(), randomUUID()]
  for (const length of [1, 96, 70_000, 9 * 1024 * 1024]) {
    const { bytes, sha256 } = await makeBytes(length)
    assert.equal(await store.get(vaultId, sha256), null)
    assert.equal(await store.put(vaultId, sha256, streamOf(bytes)), length)
    assert.equal(await store.put(vaultId, sha256, streamOf(bytes)), length)
    assert.deepEqual(await read(await store.get(vaultId, sha256)), bytes)
    assert.equal(await store.get(other, sha256), null)
    assert.deepEqual(await store.read(vaultId, sha256, length), bytes)
    for (const wrong of [length - 1, length + 1]) {
      assert.equal(await store.read(vaultId, sha256, wrong), null)
    }
    assert.equal(await store.read(other, sha256, length), null)
    const range = { start: Math.floor(length / 3), end: length - 1 }
    assert.deepEqual(await read(await store.get(vaultId, sha256, range)), bytes.slice(range.start))
    await store.delete(vaultId, sha256)
    await store.delete(vaultId, sha256)
    assert.equal(await store.get(vaultId, sha256), null)
  }
}

async function leavesNothingOfWhatIsWrong(store: ObjectStore): Promise<void> {
  const vaultId = randomUUID()
  const [named, sent] = [await makeBytes(5_000), await makeBytes(5_000)]
  assert.equal(await store.put(vaultId, named.sha256, streamOf(sent.bytes)), null)
  assert.equal(await store.get(vaultId, named.sha256), null)
  const fault = new Error('the sender has gone')
  const broken = new ReadableStream<Bytes>({
    pull: (controller) => {
      controller.enqueue(named.bytes)
      controller.error(fault)
    },
  })
  await assert.rejects(store.put(vaultId, named.sha256, broken))
  assert.equal(await store.get(vaultId, named.sha256), null)
  const same = await Promise.all([1, 2, 3].map(() => store.put(vaultId, named.sha256, streamOf(named.bytes))))
  assert.deepEqual(same, [5_000, 5_000, 5_000])
  assert.deepEqual(await read(await store.get(vaultId, named.sha256)), named.bytes)
}

async function makeFolder(): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(path.join(tmpdir(), 'nornos-objects-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

test('a folder keeps the promises of the port', async () => {
  await using made = await makeFolder()
  const store = await openObjectFolder(path.join(made.folder, 'objects'))
  await keepsItsPromises(store)
  await leavesNothingOfWhatIsWrong(store)
})

test('a folder forgets the drafts of a crash, and keeps those of living uploads', async () => {
  await using made = await makeFolder()
  const drafts = path.join(made.folder, 'drafts')
  await openObjectFolder(made.folder)
  const longAgo = new Date(Date.now() - 25 * 3_600_000)
  for (const name of ['old', 'young']) await writeFile(path.join(drafts, name), 'half')
  await utimes(path.join(drafts, 'old'), longAgo, longAgo)
  await openObjectFolder(made.folder)
  await assert.rejects(utimes(path.join(drafts, 'old'), longAgo, longAgo), { code: 'ENOENT' })
  await utimes(path.join(drafts, 'young'), longAgo, longAgo)
})

test('a folder that cannot be written is an outage', async () => {
  await using made = await makeFolder()
  const store = await openObjectFolder(made.folder)
  const { bytes, sha256 } = await makeBytes(100)
  const vaultId = randomUUID()
  // A file where a folder must be: this holds also for the superuser, whom no right stops.
  await writeFile(path.join(made.folder, vaultId), '')
  await assert.rejects(store.put(vaultId, sha256, streamOf(bytes)), Unavailable)
})

test('a bucket keeps the promises of the port', { skip: lacksServer('radosgw') }, async () => {
  await using server = await withServer('radosgw')
  const config = await makeBucket(server)
  const store = await openObjectBucket(config)
  await keepsItsPromises(store)
  await leavesNothingOfWhatIsWrong(store)
  const others = { accessKeyId: server.credentials.accessKeyId, secretAccessKey: 'not the secret' }
  await assert.rejects(openObjectBucket({ ...config, credentials: others }), Unavailable)
  await server[Symbol.asyncDispose]()
  const { bytes, sha256 } = await makeBytes(100)
  await assert.rejects(store.put(randomUUID(), sha256, streamOf(bytes)), Unavailable)
  await assert.rejects(store.get(randomUUID(), sha256), Unavailable)
  await assert.rejects(store.read(randomUUID(), sha256, 100), Unavailable)
})

async function makeBucket({ credentials, endpoint, region }: ServerOf<'radosgw'>) {
  const bucket = 'nornos-test'
  const client = new S3Client({ credentials, endpoint, region, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  client.destroy()
  return { bucket, credentials, endpoint, region, prefix: 'blobs/' }
}
