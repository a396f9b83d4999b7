/**
 * Goal: a backup is complete, anybody can check it without a key, every injected fault is found, and an empty vault
 * comes back from it bit by bit; a vault that is closed is gone, with a receipt.
 * Method: the service alone; backups are altered between the entries of their tar.
 */
import assert from 'node:assert/strict'
import { createHash, createPublicKey, randomBytes, randomUUID, verify } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import {
  readBackup,
  readTar,
  sumsName,
  type TarEntry,
  tarEnd,
  tarHeader,
  tarPadding,
} from '@nornos/crypto/backup'
import {
  type Bytes,
  canonicalJson,
  concat,
  present,
  toBase64Url,
  toHex,
  utf8,
  uuidToBytes,
} from '@nornos/std'
import { collector } from '../src/store/collect-store.ts'
import { forgetReceipts } from '../src/store/receipt-store.ts'
import { deletion, makeDevice, type TestDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())

async function makeFullDevice(): Promise<TestDevice> {
  const device = await makeDevice(alone)
  for (let index = 0; index < 5; index++)
    await device.store(`record ${index} ${randomBytes(2_000).toString('hex')}`)
  const gone = await device.store('deleted later')
  await device.commit([deletion(gone.objectId, 2)])
  return device
}

async function backupOf(device: TestDevice): Promise<Bytes> {
  const reply = await device.api.backupRead({ params: { vaultId: device.vaultId } })
  return new Uint8Array(present(await reply.body?.bytes(), 'a backup'))
}

const streamOf = (bytes: Bytes) => new Blob([bytes]).stream()
const check = async (bytes: Bytes) => readBackup(streamOf(bytes))

function pack(entries: readonly TarEntry[]): Bytes {
  const parts = entries.flatMap(({ bytes, name }) => [
    tarHeader(name, bytes.length),
    bytes,
    tarPadding(bytes.length),
  ])
  return concat(...parts, tarEnd())
}

async function close(device: TestDevice) {
  const { body } = await device.api.vaultRead({ params: { vaultId: device.vaultId } })
  const params = { vaultId: device.vaultId }
  return device.api.vaultClose({ params, body: { head: body?.head ?? '', word: wordOf(device) } })
}

/** In a test any bytes are a word. */
function wordOf({ vaultId }: TestDevice): string {
  return toBase64Url(present(uuidToBytes(vaultId), 'an id'))
}

function closureOf(device: TestDevice) {
  const closureId = createHash('sha256').update(wordOf(device), 'base64url').digest('hex')
  return alone.anonymous.closureRead({ params: { closureId } })
}

test('a backup holds every live blob and checks out without a key', async () => {
  const device = await makeFullDevice()
  const report = await check(await backupOf(device))
  assert.deepEqual(report.faults, [])
  const backup = present(report.backup, 'a good backup')
  assert.equal(backup.head.number, device.n)
  assert.deepEqual(backup.head.head, device.head)
  assert.equal(backup.leaves.length, 7)
  assert.equal(backup.blobs.size, 6)
})

test('each injected fault is found, and named with its place', async () => {
  const device = await makeFullDevice()
  const entries = await Array.fromAsync(readTar(streamOf(await backupOf(device))))
  for (const [index, { bytes, name }] of entries.entries()) {
    // Of 256 buckets most are empty; those with something in them are what there is to alter.
    if (bytes.length === 0) continue
    const altered = new Uint8Array(bytes)
    const place = Math.floor(bytes.length / 2)
    altered[place] = (altered[place] ?? 0) ^ 1
    const wrong = entries.with(index, { name, bytes: altered })
    assert.notDeepEqual((await check(pack(wrong))).faults, [], `${name} altered`)
    const missing = await check(pack(entries.toSpliced(index, 1)))
    assert.equal(missing.backup, null, `${name} missing`)
  }
  const twice = await check(pack([...entries, present(entries.at(-1), 'a blob')]))
  assert.partialDeepStrictEqual(twice.faults, [{ code: 'not-listed' }])
  const unknown = await check(pack([...entries, { name: 'notes', bytes: utf8('hello') }]))
  assert.partialDeepStrictEqual(unknown.faults, [{ code: 'malformed', place: 'notes' }])
})

test('a backup that was cut short anywhere is never taken for whole', async () => {
  const whole = await backupOf(await makeDevice(alone))
  for (let length = 0; length < whole.length; length += 1_531) {
    const report = await check(whole.slice(0, length))
    assert.equal(report.backup, null, `cut at ${length}`)
  }
  assert.equal((await check(whole.slice(0, -1))).backup, null)
})

test('what is closed is gone, and comes back bit by bit from its backup', async () => {
  const device = await makeFullDevice()
  const params = { vaultId: device.vaultId }
  const before = await device.api.vaultRead({ params })
  const backup = await backupOf(device)
  assert.equal((await close(device)).status, 200)
  assert.equal((await device.api.vaultRead({ params })).status, 404)

  const restored = await device.api.vaultRestore({ params, query: {}, body: backup })
  assert.partialDeepStrictEqual(restored, { status: 201, body: { n: device.n, objects: 7, blobs: 6 } })
  const { body: now } = await device.api.vaultRead({ params })
  assert.partialDeepStrictEqual(now, { n: device.n, head: toHex(device.head), restored: { n: device.n } })
  assert.equal(now?.quota.usedBytes, before.body?.quota.usedBytes)
  const again = await Array.fromAsync(readTar(streamOf(await backupOf(device))))
  const first = await Array.fromAsync(readTar(streamOf(backup)))
  const isVault = ({ name }: TarEntry) => name !== 'head' && name !== sumsName
  assert.deepEqual(again.filter(isVault), first.filter(isVault))
  await device.store('life goes on')
})

test('a vault that is there, another patient’s backup and a damaged one restore nothing', async () => {
  const device = await makeFullDevice()
  const backup = await backupOf(device)
  const params = { vaultId: device.vaultId }
  assert.partialDeepStrictEqual(await device.api.vaultRestore({ params, query: {}, body: backup }), {
    status: 409,
    problem: 'vault-exists',
  })
  const vaultId = randomUUID() as typeof device.vaultId
  const stranger = await alone.signIn('patient', vaultId)
  assert.equal((await stranger.vaultRestore({ params, query: {}, body: backup })).status, 404)
  assert.partialDeepStrictEqual(
    await stranger.vaultRestore({ params: { vaultId }, query: {}, body: backup }),
    {
      status: 422,
      problem: 'backup-refused',
    },
  )
  await close(device)
  const damaged = backup.slice()
  damaged[damaged.length - 2_000] = (damaged[damaged.length - 2_000] ?? 0) ^ 1
  assert.partialDeepStrictEqual(await device.api.vaultRestore({ params, query: {}, body: damaged }), {
    status: 422,
    problem: 'backup-refused',
    facts: { code: 'hash-differs' },
  })
  assert.equal((await device.api.vaultRead({ params })).status, 404)
  assert.equal((await device.api.vaultRestore({ params, query: {}, body: backup })).status, 201)
})

test('commits before the oldest of a restored vault are gone, and said to be', async () => {
  const device = await makeFullDevice()
  const db = alone.database.superuser
  await db.query('delete from commits where vault_id = $1 and n < 3', [device.vaultId])
  const params = { vaultId: device.vaultId }
  const early = await device.api.commitList({ params, query: { after: '1' } })
  assert.partialDeepStrictEqual(early, { status: 410, problem: 'history-truncated', facts: { first: 3 } })
  assert.equal((await device.api.commitList({ params, query: { after: '2' } })).status, 200)
})

test('closing needs a fresh sign-in and the head that the patient saw', async () => {
  const device = await makeFullDevice()
  const params = { vaultId: device.vaultId }
  const old = await alone.signIn('patient', device.vaultId, new Date(Date.now() - 11 * 60_000))
  const body = { head: toHex(device.head), word: wordOf(device) }
  assert.partialDeepStrictEqual(await old.vaultClose({ params, body }), {
    status: 403,
    problem: 'sign-in-again',
  })
  const unseen = await device.api.vaultClose({ params, body: { ...body, head: 'ab'.repeat(32) } })
  assert.partialDeepStrictEqual(unseen, { status: 409, problem: 'commit-conflict' })
  const stranger = await alone.signIn('patient', randomUUID())
  assert.equal((await stranger.vaultClose({ params, body })).status, 404)
  assert.equal((await closureOf(device)).status, 404)
})

test('the receipt of a closed vault is given again for a day, to its patient alone', async () => {
  const device = await makeFullDevice()
  const params = { vaultId: device.vaultId }
  assert.equal((await device.api.receiptRead({ params })).status, 404)
  const { body: receipt } = await close(device)
  assert.deepEqual((await device.api.receiptRead({ params })).body, receipt)
  const stranger = await alone.signIn('patient', randomUUID())
  assert.equal((await stranger.receiptRead({ params })).status, 404)
  const { app, superuser } = alone.database
  await app.asActor(collector, forgetReceipts)
  assert.deepEqual((await device.api.receiptRead({ params })).body, receipt)
  await superuser.query(
    "update closure_receipts set closed_at = now() - interval '25 hours' where vault_id = $1",
    [device.vaultId],
  )
  await app.asActor(collector, forgetReceipts)
  assert.equal((await device.api.receiptRead({ params })).status, 404)
})

test('a closed vault leaves its word behind, until it is restored', async () => {
  const device = await makeFullDevice()
  const backup = await backupOf(device)
  await close(device)
  const found = await closureOf(device)
  assert.partialDeepStrictEqual(found, { status: 200, body: { word: wordOf(device) } })
  const closure = createHash('sha256').update(wordOf(device), 'base64url').digest('hex')
  const params = { vaultId: device.vaultId }
  const restored = await device.api.vaultRestore({ params, query: { closure }, body: backup })
  assert.equal(restored.status, 201)
  assert.equal((await closureOf(device)).status, 404)
})

test('closing destroys rows and bytes, and signs that it did', async () => {
  const device = await makeFullDevice()
  const reply = await close(device)
  const { signature, ...receipt } = present(reply.body, 'a receipt')
  assert.partialDeepStrictEqual(receipt, { vaultId: device.vaultId, n: device.n, slots: 2, blobs: 7 })
  const payload = concat(utf8('nornos/closure/1\0'), utf8(canonicalJson(receipt)))
  const { d: _private, ...jwk } = alone.config.serviceKey
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
  assert.ok(verify(null, payload, key, Buffer.from(signature, 'base64url')))
  const tables = ['vaults', 'rosters', 'states', 'objects', 'commits', 'slots', 'inbox_senders']
  for (const table of tables) {
    const rows = await alone.database.superuser.query(`select 1 from ${table} where vault_id = $1`, [
      device.vaultId,
    ])
    assert.deepEqual(rows, [], table)
  }
  await untilCollected(device.vaultId)
  const folder = `${alone.config.objectFolder}/blobs/${device.vaultId}`
  const names = await readdir(folder, { recursive: true })
  assert.deepEqual(
    names.filter((name) => name.length > 60),
    [],
  )
})

async function untilCollected(vaultId: string): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end; ) {
    const rows = await alone.database.superuser.query('select 1 from blobs where vault_id = $1', [vaultId])
    if (rows.length === 0) return
  }
  throw new Error('the collector did not come')
}
