/**
 * Goal: what relay attests comes in, whole and once; what it does not, what is too much and what the patient does not
 * want is refused in one way; nothing is deleted before the patient's device has it.
 * Method: the service alone; permits are signed with relay's key.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import { sealToInbox } from '@nornos/crypto/seal-to'
import { hashBytes } from '@nornos/crypto/verify'
import { type InboxPermit, signInboxPermit } from '@nornos/service-kit'
import { type Bytes, present, toHex, utf8 } from '@nornos/std'
import { makeDevice, type TestDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())

async function sealItem(device: TestDevice, text = 'Please call the practice.') {
  const itemId = randomUUID()
  const { inboxPublicKey } = device.roster
  const payload = utf8(text)
  const bytes = await sealToInbox({
    vaultId: device.vaultId,
    itemId,
    inboxPublicKey,
    kind: 'message',
    payload,
  })
  return { itemId, bytes, sha256: toHex(await hashBytes(bytes)) }
}
type Item = Awaited<ReturnType<typeof sealItem>>

function permitFor(device: TestDevice, { bytes, itemId, sha256 }: Item, sender: string): InboxPermit {
  return { sub: device.vaultId, sender, itemId, sha256, size: bytes.length }
}

async function deliver(device: TestDevice, permit: InboxPermit, bytes: Bytes, now = new Date()) {
  const authorization = await signInboxPermit(permit, alone.neighbourKeys.relay, now)
  return alone.anonymous.inboxPut({
    params: { vaultId: device.vaultId },
    body: bytes,
    headers: { authorization },
  })
}

async function send(device: TestDevice, sender: string, text?: string) {
  const item = await sealItem(device, text)
  return { item, reply: await deliver(device, permitFor(device, item, sender), item.bytes) }
}

async function waiting(device: TestDevice) {
  return (await device.api.inboxList({ params: { vaultId: device.vaultId } })).body?.items ?? []
}

test('an item comes in, is read, acknowledged and then gone', async () => {
  const device = await makeDevice(alone)
  const sender = randomUUID()
  const { item, reply } = await send(device, sender)
  assert.equal(reply.status, 201)
  const again = await deliver(device, permitFor(device, item, sender), item.bytes)
  assert.equal(again.status, 201)
  assert.partialDeepStrictEqual(await waiting(device), [
    { itemId: item.itemId, senderId: sender, hash: item.sha256, size: item.bytes.length, isMuted: false },
  ])
  const params = { vaultId: device.vaultId, itemId: item.itemId }
  const read = await device.api.inboxRead({ params })
  assert.deepEqual(await read.body?.bytes(), item.bytes)
  for (const _ of ['first', 'again'])
    assert.equal((await device.api.inboxAcknowledge({ params })).status, 204)
  assert.deepEqual(await waiting(device), [])
  assert.equal((await device.api.inboxRead({ params })).status, 404)
  const names = await readdir(`${alone.config.objectFolder}/inbox/${device.vaultId}`, { recursive: true })
  assert.ok(!names.some((name) => name.includes(item.sha256)))
  // Once acknowledged it does not come again.
  await deliver(device, permitFor(device, item, sender), item.bytes)
  assert.deepEqual(await waiting(device), [])
})

test('a device is told of an item at once, unless its sender is muted', async () => {
  const device = await makeDevice(alone)
  const leaving = new AbortController()
  const params = { vaultId: device.vaultId }
  const reply = await device.api.vaultEvents({ params, signal: leaving.signal })
  const events = present(reply.body, 'a stream')[Symbol.asyncIterator]()
  assert.partialDeepStrictEqual((await events.next()).value, { value: { inbox: 0 } })
  await device.api.inboxSenderPut({ params: { ...params, senderId: 'muted' }, body: { rule: 'muted' } })
  assert.equal((await send(device, 'muted')).reply.status, 201)
  assert.equal((await send(device, 'heard')).reply.status, 201)
  assert.partialDeepStrictEqual((await events.next()).value, { value: { n: 1, inbox: 1 } })
  assert.deepEqual(
    (await waiting(device)).map(({ isMuted }) => isMuted),
    [true, false],
  )
  leaving.abort()
})

test('every refusal is the same 404', async () => {
  const device = await makeDevice(alone)
  const other = await makeDevice(alone)
  const item = await sealItem(device)
  const foreign = await sealItem(other)
  const permit = permitFor(device, item, 'doctor')
  const params = { vaultId: device.vaultId }
  await device.api.inboxSenderPut({ params: { ...params, senderId: 'blocked' }, body: { rule: 'blocked' } })
  const noVault = { ...device, vaultId: other.vaultId.replace(/^./, 'f') as typeof device.vaultId }
  const refusals = [
    await alone.anonymous.inboxPut({ params, body: item.bytes }),
    await alone.anonymous.inboxPut({ params, body: item.bytes, headers: { authorization: 'Permit a.b.c' } }),
    await deliver(device, { ...permit, sub: other.vaultId }, item.bytes),
    await deliver(device, permit, item.bytes, new Date(Date.now() - 3_600_000)),
    await deliver(device, permit, foreign.bytes),
    await deliver(device, { ...permit, size: permit.size + 1 }, item.bytes),
    await deliver(device, { ...permit, itemId: randomUUID() }, item.bytes),
    await deliver(device, permitFor(device, foreign, 'doctor'), foreign.bytes),
    await deliver(device, { ...permit, sender: 'blocked' }, item.bytes),
    await deliver(noVault, { ...permit, sub: noVault.vaultId }, item.bytes),
  ]
  const documents = refusals.map(({ headers: _headers, ...document }) => JSON.stringify(document))
  assert.equal(new Set(documents).size, 1)
  assert.equal(refusals[0]?.status, 404)
  assert.deepEqual(await waiting(device), [])
  assert.equal((await deliver(device, permit, item.bytes)).status, 201)
})

test('one sender puts in twenty items a day, and taking them out makes no room', async () => {
  const device = await makeDevice(alone)
  for (let count = 1; count <= 20; count++) {
    const { item, reply } = await send(device, 'eager')
    assert.equal(reply.status, 201, `item ${count}`)
    await device.api.inboxAcknowledge({ params: { vaultId: device.vaultId, itemId: item.itemId } })
  }
  assert.equal((await send(device, 'eager')).reply.status, 404)
  assert.equal((await send(device, 'another')).reply.status, 201)
  const db = alone.database.superuser
  await db.query('update inbox_senders set day = day - 1 where vault_id = $1', [device.vaultId])
  assert.equal((await send(device, 'eager')).reply.status, 201)
})

test('one sender puts in fifty megabytes a day', async () => {
  const device = await makeDevice(alone)
  await send(device, 'large')
  const db = alone.database.superuser
  await db.query("update inbox_senders set bytes = 52428000 where sender_id = 'large'", [])
  assert.equal((await send(device, 'large', 'x'.repeat(2_000))).reply.status, 404)
  assert.equal((await send(device, 'other', 'x'.repeat(2_000))).reply.status, 201)
})

test('a service that brings what the patient ordered is told when there is no room, and a person is not', async () => {
  const device = await makeDevice(alone)
  const db = alone.database.superuser
  for (const sender of ['service:connect:oura', 'person']) {
    assert.equal((await send(device, sender)).reply.status, 201)
    await db.query('update inbox_senders set items = 1000 where vault_id = $1 and sender_id = $2', [
      ...[device.vaultId, sender],
    ])
  }
  const full = (await send(device, 'service:connect:oura')).reply
  assert.deepEqual([full.status, full.problem], [507, 'inbox-full'])
  assert.equal((await send(device, 'person')).reply.problem, 'not-found')
  const blocked = { ...{ vaultId: device.vaultId }, senderId: 'service:connect:oura' }
  await device.api.inboxSenderPut({ params: blocked, body: { rule: 'blocked' } })
  assert.equal((await send(device, 'service:connect:oura')).reply.problem, 'not-found')
})

test('an inbox is seen and emptied by its patient alone', async () => {
  const device = await makeDevice(alone)
  const stranger = await makeDevice(alone)
  const { item } = await send(device, 'doctor')
  const params = { vaultId: device.vaultId, itemId: item.itemId }
  const { api } = stranger
  const replies = [
    await api.inboxList({ params }),
    await api.inboxRead({ params }),
    await api.inboxAcknowledge({ params }),
    await api.inboxSenderList({ params }),
    await api.inboxSenderPut({ params: { ...params, senderId: 'doctor' }, body: { rule: 'blocked' } }),
  ]
  assert.ok(replies.every(({ status, problem }) => status === 404 && problem === 'not-found'))
  assert.equal((await waiting(device)).length, 1)
  const list = await device.api.inboxSenderList({ params })
  assert.deepEqual(list.body?.senders, [{ senderId: 'doctor', rule: 'open' }])
})
