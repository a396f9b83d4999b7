/**
 * Goal: a vault that whoever runs the service put back from a backup is told apart from one that goes back in silence:
 * the person is asked once, nothing that a device has newer is lost, and without the sign it is an alarm.
 * Method: real services; the vault is put back by its own backup, taken some changes earlier, also one without its older steps.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { readTar, sumsName, tarEnd, tarHeader, tarPadding } from '@nornos/crypto/backup'
import { Instant, VaultId } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { type Bytes, concat, utf8 } from '@nornos/std'
import type { Device, DeviceApi } from '../src/index.ts'
import { makeDevice, makeOwner, type TestDevice, type VaultOwner, zone } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

test('what two devices have newer than the backup comes back, after each was asked once', async () => {
  const owner = await makeOwner(env)
  const laptop = owner.device
  await addFile(laptop, 'before.txt')
  await laptop.syncNow()
  const { device: phone } = await joined(owner)
  await laptop.syncNow()
  const backup = await backupOf(owner)
  await addFile(laptop, 'laptop.txt')
  await laptop.syncNow()
  await addFile(phone, 'phone.txt')
  await phone.syncNow()
  await laptop.syncNow()
  await putBack(owner, backup)

  await addFile(laptop, 'waiting.txt')
  await laptop.syncNow()
  assert.partialDeepStrictEqual(await laptop.syncState(), { state: 'alarm', reason: 'restored' })
  assert.deepEqual(await namesOf(laptop), ['before.txt', 'laptop.txt', 'phone.txt', 'waiting.txt'])
  // Looking again does not say yes.
  assert.partialDeepStrictEqual(await laptop.recheckVault(), { state: 'alarm', reason: 'restored' })
  assert.deepEqual(await laptop.acceptRestore(), { ok: true, value: undefined })
  assert.partialDeepStrictEqual(await laptop.syncState(), { state: 'saved' })
  const report = await laptop.syncReport()
  assert.partialDeepStrictEqual(report, { alarm: null, restore: { step: 'done', filesLost: [] } })
  assert.ok((report?.restore?.broughtBack ?? 0) > 0)

  await phone.syncNow()
  assert.partialDeepStrictEqual(await phone.syncState(), { state: 'alarm', reason: 'restored' })
  assert.equal((await phone.acceptRestore()).ok, true)
  assert.partialDeepStrictEqual(await phone.syncState(), { state: 'saved' })
  await laptop.syncNow()
  const { device: tablet } = await joined(owner)
  for (const device of [laptop, phone, tablet]) {
    assert.partialDeepStrictEqual(await device.syncState(), { state: 'saved' })
    assert.deepEqual(await namesOf(device), ['before.txt', 'laptop.txt', 'phone.txt', 'waiting.txt'])
    for (const { fileId, name } of await device.files()) {
      const read = await device.readFile(fileId)
      assert.equal(read.ok && (await read.value.text()), `what is in ${name}`)
    }
  }
  await Promise.all([laptop.close(), phone.close(), tablet.close()])
})

test('without the sign of a restore it is a rollback, also when it is said once more', async () => {
  const owner = await makeOwner(env)
  const backup = await backupOf(owner)
  await addFile(owner.device, 'later.txt')
  await owner.device.syncNow()
  await owner.device.close()
  await putBack(owner, backup)
  const { api } = owner.person
  const silent: DeviceApi = {
    ...api,
    vaultRead: async (input) => {
      const reply = await api.vaultRead(input)
      return reply.body === undefined ? reply : { ...reply, body: { ...reply.body, restored: null } }
    },
  }
  const first = await makeDevice(env, { api: silent }, { storage: owner.storage })
  await first.device.unlockWithPasskey(owner.passkey)
  await first.device.syncNow()
  assert.partialDeepStrictEqual(await first.device.syncState(), { state: 'alarm', reason: 'rollback' })
  assert.equal((await first.device.acceptRestore()).ok, true)
  assert.partialDeepStrictEqual(await first.device.syncState(), { state: 'alarm', reason: 'rollback' })
  assert.deepEqual(await namesOf(first.device), ['later.txt'])
  await first.device.close()

  const old = await api.vaultRead({ params: { vaultId: VaultId.parse(owner.person.id) } })
  const second = await makeDevice(env, { api }, { storage: owner.storage })
  await second.device.unlockWithPasskey(owner.passkey)
  await second.device.recheckVault()
  assert.equal((await second.device.acceptRestore()).ok, true)
  assert.partialDeepStrictEqual(await second.device.syncState(), { state: 'saved' })
  await second.device.close()
  const again = await makeDevice(
    env,
    { api: { ...api, vaultRead: async () => old } },
    { storage: owner.storage },
  )
  await again.device.unlockWithPasskey(owner.passkey)
  await again.device.syncNow()
  assert.partialDeepStrictEqual(await again.device.syncState(), { state: 'alarm', reason: 'rollback' })
  await again.device.close()
})

test('a vault whose backup has the last steps alone opens on a new device, and on one that was behind', async () => {
  const owner = await makeOwner(env)
  await addFile(owner.device, 'first.txt')
  await owner.device.syncNow()
  const behind = await joined(owner)
  await addFile(owner.device, 'second.txt')
  await owner.device.syncNow()
  await owner.device.renameDevice(await ownId(owner.device), 'Renamed')
  await addFile(owner.device, 'third.txt')
  await owner.device.syncNow()
  await putBack(owner, await withLastStepAlone(await backupOf(owner)))
  const fresh = await joined(owner)
  await behind.device.syncNow()
  await owner.device.syncNow()
  for (const device of [fresh.device, behind.device, owner.device]) {
    assert.partialDeepStrictEqual(await device.syncState(), { state: 'saved' })
    assert.deepEqual(await namesOf(device), ['first.txt', 'second.txt', 'third.txt'])
    await device.close()
  }
})

async function addFile(device: Device, name: string): Promise<void> {
  assert.equal((await device.addFile(new File([`what is in ${name}`], name))).ok, true)
}

async function namesOf(device: Device): Promise<readonly string[]> {
  return (await device.files()).map(({ name }) => name).toSorted()
}

async function ownId(device: Device): Promise<string> {
  return (await device.keys()).devices.find(({ isThis }) => isThis)?.deviceId ?? ''
}

async function joined(owner: VaultOwner): Promise<TestDevice> {
  const made = await makeDevice(env, owner.person)
  const request = { vaultId: owner.person.id, deviceName: 'Another', zone }
  const opened = await made.device.recoverVault({ ...request, by: 'passkey', passkey: owner.passkey })
  assert.equal(opened.ok, true)
  await made.device.syncNow()
  return made
}

async function backupOf({ person }: VaultOwner): Promise<Bytes> {
  const reply = await person.api.backupRead({ params: { vaultId: VaultId.parse(person.id) } })
  return new Uint8Array((await reply.body?.arrayBuffer()) ?? new ArrayBuffer(0))
}

/** As whoever runs the service does: no device of the person has a word in it. */
async function putBack({ person: { api, id } }: VaultOwner, backup: Bytes): Promise<void> {
  const params = { vaultId: VaultId.parse(id) }
  const head = (await api.vaultRead({ params })).body?.head ?? ''
  assert.equal((await api.vaultClose({ params, body: { head, word: 'A'.repeat(22) } })).status, 200)
  assert.equal((await api.vaultRestore({ params, query: {}, body: backup })).status, 201)
}

/** As if a thousand steps came before it. */
async function withLastStepAlone(backup: Bytes): Promise<Bytes> {
  const entries = await Array.fromAsync(readTar(new Blob([backup]).stream()))
  const last = entries.findLast(({ name }) => name.startsWith('commits/'))
  const kept = entries.filter((one) => !one.name.startsWith('commits/') || one === last)
  const sums = kept
    .filter(({ name }) => name !== sumsName && !name.startsWith('blobs/'))
    .map(({ bytes, name }) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
  const parts = kept.map(({ bytes, name }) => {
    const body = name === sumsName ? utf8(sums.join('')) : bytes
    return concat(tarHeader(name, body.length), body, tarPadding(body.length))
  })
  return concat(...parts, tarEnd())
}

test('a vault that hides a list of devices and says that it was put back does not do so in silence', async () => {
  const owner = await makeOwner(env)
  const { api } = owner.person
  const { device: phone, storage } = await joined(owner)
  await owner.device.syncNow()
  await phone.syncNow()
  await phone.close()
  const params = { vaultId: VaultId.parse(owner.person.id) }
  const before = await api.vaultRead({ params })
  const { devices } = await owner.device.keys()
  assert.equal((await owner.device.renameDevice(devices[0]?.deviceId ?? '', 'Desk')).ok, true)
  await owner.device.syncNow()

  const restored = { n: 1, at: Instant.parse('2026-01-09T09:00:00Z') }
  const hiding: DeviceApi = {
    ...api,
    vaultRead: async () =>
      before.body === undefined ? before : { ...before, body: { ...before.body, restored } },
  }
  const again = await makeDevice(env, { api: hiding }, { storage })
  await again.device.unlockWithPasskey(owner.passkey)
  await again.device.syncNow()
  assert.partialDeepStrictEqual(await again.device.syncState(), { reason: 'restored', by: 'witness' })
  assert.partialDeepStrictEqual(await again.device.recheckVault(), { state: 'alarm', reason: 'restored' })
  // Whoever knows of it goes on, and is not asked about the same once more.
  assert.equal((await again.device.acceptRestore()).ok, true)
  await again.device.syncNow()
  assert.equal((await again.device.syncState()).state, 'saved')
  await Promise.all([owner.device.close(), again.device.close()])
})
