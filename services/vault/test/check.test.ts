/**
 * Goal: bytes that are lost or altered are found within four weeks, without a key, and nothing that is good is called
 * damaged.
 * Method: the check is run by hand on the database of a running service; its dates are moved, and files are spoilt.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { after, test } from 'node:test'
import { Unavailable } from '@nornos/service-kit'
import { toHex } from '@nornos/std'
import { checkBlobs } from '../src/jobs/check-blobs.ts'
import { becomeLeader, collector } from '../src/store/collect-store.ts'
import { openObjectStores } from '../src/store/open-object-stores.ts'
import { makeDevice, type TestDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())
const { app, superuser } = alone.database
const { blobs } = await openObjectStores(alone.config)
const check = (store = blobs) => checkBlobs(app, store, AbortSignal.timeout(60_000))

async function makeDue({ vaultId }: TestDevice): Promise<void> {
  await superuser.query('update vault_checks set due_at = now() where vault_id = $1', [vaultId])
}

async function damaged({ vaultId }: TestDevice): Promise<readonly unknown[]> {
  return superuser.query(
    `select encode(hash, 'hex') as hash, fault from damaged_blobs where vault_id = $1 order by fault`,
    [vaultId],
  )
}

function fileOf({ vaultId }: TestDevice, hash: Uint8Array): string {
  const name = toHex(hash)
  return path.join(alone.config.objectFolder, 'blobs', vaultId, name.slice(0, 2), name)
}

test('a check finds what was altered, cut or lost, and takes it back when it is mended', async () => {
  const device = await makeDevice(alone)
  const [good, altered, cut, lost] = [
    await device.store('good'),
    await device.store('altered'),
    await device.store('cut'),
    await device.store('lost'),
  ]
  await check()
  assert.deepEqual(await damaged(device), [])
  const kept = new Map<string, Buffer>()
  for (const { blobHash } of [altered, cut, lost]) {
    const file = fileOf(device, blobHash)
    kept.set(file, await readFile(file))
  }
  const bytes = Buffer.from(kept.get(fileOf(device, altered.blobHash)) ?? [])
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  await writeFile(fileOf(device, altered.blobHash), bytes)
  await writeFile(fileOf(device, cut.blobHash), bytes.subarray(1))
  await rm(fileOf(device, lost.blobHash))
  await check()
  assert.deepEqual(await damaged(device), [], 'not due')
  await makeDue(device)
  await check()
  const found = await damaged(device)
  const expected = [
    { hash: toHex(altered.blobHash), fault: 'altered' },
    { hash: toHex(cut.blobHash), fault: 'altered' },
    { hash: toHex(lost.blobHash), fault: 'missing' },
  ]
  const byName = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort()
  assert.deepEqual(byName(found), byName(expected))
  assert.ok(!JSON.stringify(found).includes(toHex(good.blobHash)))
  for (const [file, whole] of kept) await writeFile(file, whole)
  await makeDue(device)
  await check()
  assert.deepEqual(await damaged(device), [])
})

test('a check that was broken off goes on where it was, and the next one is four weeks away', async () => {
  const device = await makeDevice(alone)
  await device.store(randomBytes(20).toString('hex'))
  await check()
  await makeDue(device)
  const last = Buffer.alloc(32, 0xff)
  await superuser.query('update vault_checks set after_hash = $2 where vault_id = $1', [device.vaultId, last])
  let reads = 0
  await check({
    ...blobs,
    get: (...asked) => {
      reads++
      return blobs.get(...asked)
    },
  })
  assert.equal(reads, 0)
  const [row] = await superuser.query<{ days: number; after: unknown }>(
    `select round(extract(epoch from due_at - now()) / 86400)::integer as days, after_hash as after
     from vault_checks where vault_id = $1`,
    [device.vaultId],
  )
  assert.deepEqual(row, { days: 28, after: null })
})

test('a store that does not answer is no damage, and one process checks at a time', async () => {
  const device = await makeDevice(alone)
  await device.store('kept')
  await check()
  await makeDue(device)
  const away = { ...blobs, get: () => Promise.reject(new Unavailable('away')) }
  await assert.rejects(check(away), Unavailable)
  assert.deepEqual(await damaged(device), [])
  await app.asActor(collector, async (tx) => {
    assert.ok(await becomeLeader(tx, 'check'))
    await check({ ...blobs, get: () => Promise.reject(new Error('not read')) })
  })
})
