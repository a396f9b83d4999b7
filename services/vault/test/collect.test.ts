/**
 * Goal: what nobody needs is deleted, no sooner than promised, by one process at a time, and never anything that a
 * commit names or a device is about to commit.
 * Method: the collector is run by hand on the database of a running service; rows are made older than they are.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import { Unavailable } from '@nornos/service-kit'
import { toHex } from '@nornos/std'
import { collectBlobs } from '../src/jobs/collect-blobs.ts'
import { becomeLeader, collector } from '../src/store/collect-store.ts'
import { openObjectStores } from '../src/store/open-object-stores.ts'
import { deletion, makeDevice, sealedChange, type TestDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())
const { app, superuser } = alone.database
const stores = await openObjectStores(alone.config)
const collect = (more: Partial<typeof stores> = {}) =>
  collectBlobs(app, { ...stores, ...more }, AbortSignal.timeout(60_000))

async function age(hash: Uint8Array, days: number): Promise<void> {
  await superuser.query('update blobs set at = now() - make_interval(days => $2) where hash = $1', [
    hash,
    days,
  ])
}

async function isReadable(device: TestDevice, hash: Uint8Array): Promise<boolean> {
  const params = { vaultId: device.vaultId, sha256: toHex(hash) }
  const reply = await device.api.blobRead({ params })
  await reply.body?.arrayBuffer()
  return reply.status === 200
}

async function usedBytes(device: TestDevice): Promise<number> {
  const { body } = await device.api.vaultRead({ params: { vaultId: device.vaultId } })
  return body?.quota.usedBytes ?? Number.NaN
}

test('a blob that was never committed goes after seven days, and gives its room back', async () => {
  const device = await makeDevice(alone)
  const before = await usedBytes(device)
  const [young, old] = [await device.seal('six days'), await device.seal('eight days')]
  for (const sealed of [young, old]) await device.upload(sealed)
  await age(young.blobHash, 6)
  await age(old.blobHash, 8)
  await collect()
  assert.ok(await isReadable(device, young.blobHash))
  assert.ok(!(await isReadable(device, old.blobHash)))
  assert.equal((await usedBytes(device)) - before, young.bytes.length)
  assert.equal((await device.upload(old)).status, 201)
})

test('a device that asks for a blob keeps it from expiring', async () => {
  const device = await makeDevice(alone)
  const sealed = await device.seal('resumed after six days')
  await device.upload(sealed)
  await age(sealed.blobHash, 6)
  const hashes = [toHex(sealed.blobHash)]
  const { body } = await device.api.blobMissing({ params: { vaultId: device.vaultId }, body: { hashes } })
  assert.deepEqual(body?.missing, [])
  const [row] = await superuser.query<{ isYoung: boolean }>(
    `select at > now() - interval '1 hour' as "isYoung" from blobs where hash = $1`,
    [sealed.blobHash],
  )
  assert.ok(row?.isYoung)
})

test('a deleted object goes after thirty days; what a commit names never does', async () => {
  const device = await makeDevice(alone)
  const [kept, deleted] = [await device.store('kept'), await device.store('deleted')]
  await device.commit([deletion(deleted.objectId, 2)])
  await age(kept.blobHash, 4_000)
  await age(deleted.blobHash, 29)
  await collect()
  assert.ok(await isReadable(device, deleted.blobHash))
  await age(deleted.blobHash, 31)
  await collect()
  assert.ok(!(await isReadable(device, deleted.blobHash)))
  assert.ok(await isReadable(device, kept.blobHash))
})

test('bytes whose upload broke off are deleted after a day', async () => {
  const device = await makeDevice(alone)
  const sealed = await device.seal('stored, then the machine died')
  const sha256 = toHex(sealed.blobHash)
  // What a crash leaves: the announcing row and the bytes.
  await superuser.query("insert into blobs (vault_id, hash, size, state) values ($1, $2, 0, 'arriving')", [
    device.vaultId,
    sealed.blobHash,
  ])
  await stores.blobs.put(device.vaultId, sha256, new Blob([sealed.bytes]).stream())
  const { body } = await device.api.blobMissing({
    params: { vaultId: device.vaultId },
    body: { hashes: [sha256] },
  })
  assert.deepEqual(body?.missing, [sha256])
  await age(sealed.blobHash, 2)
  await collect()
  assert.equal(await stores.blobs.get(device.vaultId, sha256), null)
  assert.equal((await device.upload(sealed)).status, 201)
  await device.commit([sealedChange(sealed)])
})

test('one process collects at a time', async () => {
  const device = await makeDevice(alone)
  const sealed = await device.seal('due')
  await device.upload(sealed)
  await age(sealed.blobHash, 8)
  await superuser.asActor(collector, async (tx) => {
    assert.ok(await becomeLeader(tx, 'collect'))
    await collect()
    assert.ok(await isReadable(device, sealed.blobHash))
  })
  await collect()
  assert.ok(!(await isReadable(device, sealed.blobHash)))
})

test('when deleting fails the row stays, and the next run finishes', async () => {
  const device = await makeDevice(alone)
  const sealed = await device.seal('stubborn')
  await device.upload(sealed)
  await age(sealed.blobHash, 8)
  const broken = async () => {
    throw new Unavailable('the bucket is down')
  }
  await assert.rejects(collect({ blobs: { ...stores.blobs, delete: broken } }))
  const rows = () => superuser.query('select state from blobs where hash = $1', [sealed.blobHash])
  assert.deepEqual(await rows(), [{ state: 'doomed' }])
  await collect()
  assert.deepEqual(await rows(), [])
})

test('a blob that is sent again while it is deleted is there afterwards', async () => {
  const device = await makeDevice(alone)
  for (let round = 0; round < 10; round++) {
    const sealed = await device.seal(`round ${round} ${randomBytes(40).toString('hex')}`)
    await device.upload(sealed)
    await age(sealed.blobHash, 8)
    const [reply] = await Promise.all([device.upload(sealed), collect(), collect()])
    // Not there any more is honest; there, it can be committed and read.
    if (reply.status === 503) continue
    assert.ok(reply.status === 200 || reply.status === 201)
    const signed = await device.sign([sealedChange(sealed)])
    const committed = await device.send(signed)
    const isThere = await isReadable(device, sealed.blobHash)
    assert.equal(committed.status === 201, isThere, `round ${round}`)
    if (committed.status === 201) device.adopt(signed)
  }
})

test('nothing but drafts of living uploads lies beside the blobs', async () => {
  assert.deepEqual(await readdir(`${alone.config.objectFolder}/blobs/drafts`), [])
})
