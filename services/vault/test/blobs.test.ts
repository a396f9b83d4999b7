/**
 * Goal: a blob is stored whole, under its own name, or not at all; what is stored is given back byte for byte.
 * Method: the service alone over real HTTP; some requests by hand, to send what the client would not.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import { decodeBatch } from '@nornos/contracts'
import { hashBytes } from '@nornos/crypto/verify'
import { Unavailable } from '@nornos/service-kit'
import { toHex } from '@nornos/std'
import { openObjectFolder } from '../src/store/object-folder.ts'
import { deletion, makeDevice, sealedChange, type TestDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())

async function read(device: TestDevice, sha256: string, range?: string) {
  const params = { vaultId: device.vaultId, sha256 }
  return device.api.blobRead({ params, ...(range ? { headers: { range } } : {}) })
}

async function usedBytes(device: TestDevice): Promise<number> {
  const { body } = await device.api.vaultRead({ params: { vaultId: device.vaultId } })
  return body?.quota.usedBytes ?? Number.NaN
}

test('a blob comes back as it was sent, whole and in parts', async () => {
  const device = await makeDevice(alone)
  const sealed = await device.seal(randomBytes(5_000).toString('hex'))
  const sha256 = toHex(sealed.blobHash)
  assert.equal((await device.upload(sealed)).status, 201)
  assert.equal((await device.upload(sealed)).status, 200)
  const whole = await read(device, sha256)
  assert.equal(whole.status, 200)
  assert.deepEqual(await whole.body?.bytes(), sealed.bytes)
  const size = sealed.bytes.length
  const parts = [
    ['bytes=0-39', 0, 40],
    ['bytes=100-', 100, size],
    ['bytes=-16', size - 16, size],
    [`bytes=10-${size + 500}`, 10, size],
  ] as const
  for (const [range, start, end] of parts) {
    const part = await read(device, sha256, range)
    assert.equal(part.status, 206)
    assert.equal(part.headers.get('content-range'), `bytes ${start}-${end - 1}/${size}`)
    assert.deepEqual(await part.body?.bytes(), sealed.bytes.slice(start, end))
  }
  assert.partialDeepStrictEqual(await read(device, sha256, `bytes=${size}-`), {
    status: 416,
    problem: 'range-not-satisfiable',
  })
})

test('the service says which blobs it still needs', async () => {
  const device = await makeDevice(alone)
  const [there, other] = [await device.seal('there'), await device.seal('not there')]
  await device.upload(there)
  const hashes = [there, other].map(({ blobHash }) => toHex(blobHash))
  const { body } = await device.api.blobMissing({ params: { vaultId: device.vaultId }, body: { hashes } })
  assert.deepEqual(body?.missing, [hashes[1]])
})

test('many small blobs come in one reply, in order, as far as they fit', async () => {
  const device = await makeDevice(alone)
  const stranger = await makeDevice(alone)
  const sealed = await Promise.all(['one', 'two', 'three'].map((text) => device.seal(text)))
  const large = await device.seal(randomBytes(2_400_000).toString('hex'))
  for (const one of [...sealed, large]) assert.equal((await device.upload(one)).status, 201)
  const name = ({ blobHash }: { readonly blobHash: Uint8Array }) => toHex(blobHash)
  const ask = async (who: TestDevice, hashes: string[]) => {
    const reply = await who.api.blobReadMany({ params: { vaultId: who.vaultId }, body: { hashes } })
    assert.equal(reply.status, 200)
    return decodeBatch(new Uint8Array((await reply.body?.arrayBuffer()) ?? []))
  }
  const missing = 'ab'.repeat(32)
  const names = sealed.map(name)
  const some = await ask(device, [missing, ...names.toReversed(), names[0] ?? ''])
  assert.deepEqual([...some.keys()], names.toReversed())
  for (const one of sealed) assert.deepEqual(some.get(name(one)), one.bytes)
  const [first = '', second = ''] = names
  assert.deepEqual(
    [...(await ask(device, [first, name(large), second])).keys()],
    [first, name(large), second],
  )
  const other = await device.seal(randomBytes(2_400_000).toString('hex'))
  await device.upload(other)
  assert.deepEqual([...(await ask(device, [name(large), name(other), first])).keys()], [name(large)])
  assert.deepEqual([...(await ask(stranger, names)).keys()], [])
  assert.equal(
    (await stranger.api.blobReadMany({ params: { vaultId: device.vaultId }, body: { hashes: names } }))
      .status,
    404,
  )
})

test('other bytes than the name says leave nothing behind', async () => {
  const device = await makeDevice(alone)
  const [sealed, other] = [await device.seal('one'), await device.seal('other')]
  const sha256 = toHex(sealed.blobHash)
  const params = { vaultId: device.vaultId, sha256 }
  const before = await usedBytes(device)
  const refused = await device.api.blobPut({ params, body: other.bytes })
  assert.partialDeepStrictEqual(refused, { status: 422, problem: 'blob-refused' })
  const random = new Uint8Array(randomBytes(1_000))
  const noObject = await device.api.blobPut({
    params: { ...params, sha256: toHex(await hashBytes(random)) },
    body: random,
  })
  assert.partialDeepStrictEqual(noObject, { status: 422, problem: 'blob-refused' })
  assert.equal((await read(device, sha256)).status, 404)
  assert.equal(await usedBytes(device), before)
  assert.deepEqual(await readdir(`${alone.config.objectFolder}/blobs/drafts`), [])
  assert.equal((await device.upload(sealed)).status, 201)
})

test('a blob above the limit and one that breaks off are refused', async () => {
  const device = await makeDevice(alone)
  const params = { vaultId: device.vaultId, sha256: 'ab'.repeat(32) }
  const large = await device.api.blobPut({ params, body: new Uint8Array(9 * 1024 * 1024 + 1) })
  assert.partialDeepStrictEqual(large, { status: 413, problem: 'body-too-large' })
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(new Uint8Array(1_000))
      controller.error(new Error('the tunnel begins'))
    },
  })
  await assert.rejects(device.api.blobPut({ params, body: broken }))
  assert.equal((await read(device, params.sha256)).status, 404)
  assert.deepEqual(await readdir(`${alone.config.objectFolder}/blobs/drafts`), [])
})

test('the same blob sent twice at the same time counts once', async () => {
  const device = await makeDevice(alone)
  const sealed = await device.seal('twice at once')
  const before = await usedBytes(device)
  const replies = await Promise.all([1, 2, 3].map(() => device.upload(sealed)))
  assert.ok(replies.every(({ status }) => status === 200 || status === 201))
  assert.equal((await usedBytes(device)) - before, sealed.bytes.length)
})

test('a full vault takes no new blob; deleting makes room again', async () => {
  await using small = await startVaultAlone({ quotaBytes: 20_000 })
  const device = await makeDevice(small)
  const objectId = randomUUID()
  const large = randomBytes(12_000).toString('base64')
  const kept = await device.store(large, objectId)
  const next = await device.seal(large)
  assert.partialDeepStrictEqual(await device.upload(next), { status: 507, problem: 'storage-full' })
  assert.equal((await read(device, toHex(kept.blobHash))).status, 200)
  await device.commit([deletion(objectId, 2)])
  assert.equal((await device.upload(next)).status, 201)
  // What was deleted stays readable for its days of grace, and does not count.
  assert.equal((await read(device, toHex(kept.blobHash))).status, 200)
  await device.commit([sealedChange(next)])
})

test('what was sent and never committed is dropped by name and makes room at once; nothing else is', async () => {
  const device = await makeDevice(alone)
  const params = { vaultId: device.vaultId }
  const kept = await device.store('committed')
  const replaced = await device.store('replaced')
  await device.commit([deletion(replaced.objectId, 2)])
  const before = await usedBytes(device)
  const [first, second] = [await device.seal('given up'), await device.seal('still wanted')]
  for (const sealed of [first, second]) await device.upload(sealed)
  const hashes = [first, kept, replaced].map(({ blobHash }) => toHex(blobHash))
  const other = await alone.signIn('patient', randomUUID())
  assert.equal((await other.blobDrop({ params, body: { hashes } })).status, 404)
  const stranger = await makeDevice(alone)
  const own = { vaultId: stranger.vaultId }
  assert.equal((await stranger.api.blobDrop({ params: own, body: { hashes } })).status, 204)
  assert.equal((await read(device, toHex(first.blobHash))).status, 200)
  for (const _ of [1, 2]) {
    assert.equal((await device.api.blobDrop({ params, body: { hashes } })).status, 204)
    assert.equal((await usedBytes(device)) - before, second.bytes.length)
  }
  assert.equal((await read(device, toHex(first.blobHash))).status, 404)
  for (const { blobHash } of [second, kept, replaced])
    assert.equal((await read(device, toHex(blobHash))).status, 200)
  await assert.rejects(device.commit([sealedChange(first)]), /commit-refused/)
  await device.commit([sealedChange(second)])
})

test('uploads at the same moment do not pass the quota together', async () => {
  await using small = await startVaultAlone({ quotaBytes: 30_000 })
  const device = await makeDevice(small)
  const sealed = await Promise.all(
    [1, 2, 3, 4].map(() => device.seal(randomBytes(12_000).toString('base64'))),
  )
  const replies = await Promise.all(sealed.map((one) => device.upload(one)))
  assert.ok(replies.some(({ status }) => status === 507))
  assert.ok((await usedBytes(device)) <= 30_000)
  const refused = sealed.filter((_, index) => replies[index]?.status === 507)
  for (const { blobHash } of refused) assert.equal((await read(device, toHex(blobHash))).status, 404)
})

test('a store that is down is an outage, and nothing is half there', async () => {
  await using own = await startVaultAlone()
  const device = await makeDevice(own)
  const sealed = await device.seal('no disk')
  const working = await openObjectFolder(`${own.config.objectFolder}/blobs`)
  const down = async () => {
    throw new Unavailable('the disk is full')
  }
  await own.restart({ blobs: { ...working, put: down } })
  assert.partialDeepStrictEqual(await device.upload(sealed), { status: 503, problem: 'service-unavailable' })
  await own.restart({ blobs: { ...working, get: down } })
  assert.equal((await device.upload(sealed)).status, 201)
  assert.partialDeepStrictEqual(await read(device, toHex(sealed.blobHash)), { status: 503 })
  await own.restart({ blobs: working })
  assert.equal((await read(device, toHex(sealed.blobHash))).status, 200)
})
