/**
 * Goal: after the keys were renewed, files follow with every part, whatever stops on the way; what waited to be sent goes out
 * as it was; a lost device is left out in whole or not at all.
 * Method: real services; requests that never get an answer stand for a program that was killed.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readTar } from '@nornos/crypto/backup'
import { parseObjectHeader } from '@nornos/crypto/verify'
import { VaultId } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { present } from '@nornos/std'
import type { Device, DeviceApi, DeviceStorage } from '../src/index.ts'
import { appleRecords, heartRate } from './health-files.ts'
import { importWhole, makeDevice, makeOwner, offlineApi, type VaultOwner, zone } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

const mebibyte = 1024 * 1024
const never = () => new Promise<never>(() => undefined)

test('a small file that was queued before the keys were renewed goes out after it, byte for byte', async () => {
  const owner = await makeOwner(env)
  const phone = await joined(owner)
  await phone.device.close()
  const offline = await makeDevice(env, { api: await offlineApi() }, { storage: phone.storage })
  await offline.device.unlockWithPasskey(owner.passkey)
  const file = fileOf(9 * mebibyte, 'letter.pdf')
  assert.equal((await offline.device.addFile(file)).ok, true)
  await offline.device.close()
  assert.equal((await owner.device.renewKeys()).ok, true)
  const online = await makeDevice(env, owner.person, { storage: phone.storage })
  await online.device.unlockWithPasskey(owner.passkey)
  await online.device.syncNow()
  assert.partialDeepStrictEqual(await online.device.syncState(), { state: 'saved' })
  await assertSame(online.device, file)
  await owner.device.syncNow()
  await assertSame(owner.device, file)
  await Promise.all([owner.device.close(), online.device.close()])
})

test('files are sealed anew with every part: nothing of the vault is left under the older keys', async () => {
  const owner = await makeOwner(env)
  const [large, small] = [fileOf(17 * mebibyte, 'scan.dcm'), fileOf(3_000, 'letter.txt')]
  for (const file of [small, large]) await owner.device.addFile(file)
  await inVault(owner.device, 2)
  assert.equal((await owner.device.renewKeys()).ok, true)
  const { reseal } = await owner.device.keys()
  assert.ok(reseal.state === 'idle' && reseal.left >= 4)
  const seen: number[] = []
  const stop = owner.device.subscribe(() => {
    void owner.device.keys().then(({ reseal: now }) => {
      if (now.state === 'running' && now.total > 0) seen.push(now.done / now.total)
    })
  })
  assert.deepEqual(await owner.device.resealAll(), { ok: true, value: undefined })
  stop()
  assert.deepEqual((await owner.device.keys()).reseal, { state: 'idle', left: 0 })
  assert.ok(seen.length > 0 && seen.every((share) => share >= 0 && share <= 1))
  assert.deepEqual(new Set(await epochsOf(owner)), new Set([1]))
  const phone = await joined(owner)
  for (const device of [owner.device, phone.device]) {
    await assertSame(device, large)
    await assertSame(device, small)
    await device.close()
  }
})

test('how much lies under the older keys is known without reading any of it', async () => {
  const owner = await makeOwner(env)
  await importWhole(owner.device, appleRecords(heartRate('2021-07-05 12:00:00', 64)))
  await owner.device.addFile(fileOf(3_000, 'letter.txt'))
  await inVault(owner.device, 1)
  assert.equal((await owner.device.renewKeys()).ok, true)
  // One that has sealed it, and one that has only heard of it.
  const phone = await joined(owner)
  for (const { device } of [owner, phone]) await device.close()
  const opened = await Promise.all(
    [owner, phone].map(async ({ storage }) => {
      const counting = countReads(storage)
      const { device } = await makeDevice(env, owner.person, { storage: counting.storage })
      await device.unlockWithPasskey(owner.passkey)
      await device.syncNow()
      return { counting, device }
    }),
  )
  const leftOf = async ({ counting, device }: (typeof opened)[number]) => {
    const before = counting.reads()
    const { reseal } = await device.keys()
    assert.equal(counting.reads(), before)
    return reseal.state === 'idle' ? reseal.left : null
  }
  const [here, there] = [present(opened[0], 'the owner'), present(opened[1], 'the phone')]
  const left = (await leftOf(here)) ?? 0
  assert.ok(left >= 3, String(left))
  assert.equal(await leftOf(there), left)
  assert.deepEqual(await here.device.resealAll(), { ok: true, value: undefined })
  assert.equal(await leftOf(here), 0)
  await there.device.syncNow()
  assert.equal(await leftOf(there), 0)
  for (const { device } of opened) await device.close()
})

test('while a large file is sealed anew other things are kept and sent', async () => {
  const owner = await makeOwner(env)
  const file = fileOf(25 * mebibyte, 'genome.vcf')
  await owner.device.addFile(file)
  await inVault(owner.device, 1)
  await owner.device.close()
  const { api } = owner.person
  let adding: Promise<unknown> | null = null
  let puts = 0
  const slow: DeviceApi = {
    ...api,
    blobPut: async (input) => {
      const isPart = input.body instanceof Uint8Array && input.body.length > mebibyte / 2
      // What was begun at the first part is kept before the last one is sent.
      if (isPart && puts++ === 0) adding = device.addFile(fileOf(2_000, 'letter.txt'))
      if (isPart && puts === 4) await adding
      return api.blobPut(input)
    },
  }
  const { device } = await makeDevice(env, { api: slow }, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  assert.equal((await device.renewKeys()).ok, true)
  assert.deepEqual(await device.resealAll(), { ok: true, value: undefined })
  assert.equal((await device.files()).length, 2)
  await device.syncNow()
  assert.deepEqual(new Set(await epochsOf(owner)), new Set([1]))
  await assertSame(device, file)
  await device.close()
})

test('one that is killed between two parts goes on there, and until then the file is the old one', async () => {
  const owner = await makeOwner(env)
  const phone = await joined(owner)
  const file = fileOf(17 * mebibyte, 'genome.vcf')
  await owner.device.addFile(file)
  await inVault(owner.device, 1)
  assert.equal((await owner.device.renewKeys()).ok, true)
  await owner.device.close()

  let sent = 0
  let reached: () => void = () => undefined
  const second = new Promise<void>((resolve) => {
    reached = resolve
  })
  const dying: DeviceApi = {
    ...owner.person.api,
    blobPut: (input) => {
      if (!isPart(input.body)) return owner.person.api.blobPut(input)
      if (++sent < 2) return owner.person.api.blobPut(input)
      reached()
      return never()
    },
  }
  const killed = await makeDevice(env, { api: dying }, { storage: owner.storage })
  await killed.device.unlockWithPasskey(owner.passkey)
  void killed.device.resealAll()
  await second
  await phone.device.syncNow()
  await assertSame(phone.device, file)

  let again = 0
  const counting: DeviceApi = {
    ...owner.person.api,
    blobPut: (input) => {
      if (isPart(input.body)) again++
      return owner.person.api.blobPut(input)
    },
  }
  const next = await makeDevice(env, { api: counting }, { storage: owner.storage })
  await next.device.unlockWithPasskey(owner.passkey)
  const { reseal } = await next.device.keys()
  assert.deepEqual(reseal, { state: 'idle', left: 2 })
  assert.equal((await next.device.resealAll()).ok, true)
  assert.equal(again, 2)
  assert.deepEqual((await next.device.keys()).reseal, { state: 'idle', left: 0 })
  await phone.device.syncNow()
  for (const device of [next.device, phone.device]) {
    await assertSame(device, file)
    await device.close()
  }
})

test('what is stopped by the person changes no file, and can go on', async () => {
  const owner = await makeOwner(env)
  const file = fileOf(17 * mebibyte, 'scan.dcm')
  await owner.device.addFile(file)
  await inVault(owner.device, 1)
  assert.equal((await owner.device.renewKeys()).ok, true)
  await owner.device.close()
  let device: Device
  const stopping: DeviceApi = {
    ...owner.person.api,
    blobPut: async (input) => {
      if (isPart(input.body)) await device.cancelReseal()
      return owner.person.api.blobPut(input)
    },
  }
  ;({ device } = await makeDevice(env, { api: stopping }, { storage: owner.storage }))
  await device.unlockWithPasskey(owner.passkey)
  assert.equal((await device.resealAll()).ok, true)
  assert.partialDeepStrictEqual((await device.keys()).reseal, { state: 'idle', left: 2 })
  await assertSame(device, file)
  assert.equal((await device.resealAll()).ok, true)
  assert.equal((await device.resealAll()).ok, true)
  assert.partialDeepStrictEqual((await device.keys()).reseal, { state: 'idle', left: 0 })
  await assertSame(device, file)
  await device.close()
})

for (const moment of ['before', 'after'] as const) {
  test(`a device that is killed ${moment} the vault has left out a lost one has done it in whole or not at all`, async () => {
    const owner = await makeOwner(env)
    const lost = await joined(owner)
    await owner.device.syncNow()
    const { deviceId } = present(
      (await owner.device.keys()).devices.find(({ isThis }) => !isThis),
      'the lost device',
    )
    await owner.device.close()
    let reached: () => void = () => undefined
    const there = new Promise<void>((resolve) => {
      reached = resolve
    })
    const dying: DeviceApi = {
      ...owner.person.api,
      vaultRotate: async (input) => {
        if (moment === 'after') await owner.person.api.vaultRotate(input)
        reached()
        return never()
      },
    }
    const killed = await makeDevice(env, { api: dying }, { storage: owner.storage })
    await killed.device.unlockWithPasskey(owner.passkey)
    void killed.device.removeDevice(deviceId)
    await there
    const again = await makeDevice(env, owner.person, { storage: owner.storage })
    await again.device.unlockWithPasskey(owner.passkey)
    await again.device.syncNow()
    assert.partialDeepStrictEqual(await again.device.syncState(), { state: 'saved' })
    const isDone = moment === 'after'
    assert.partialDeepStrictEqual(await again.device.keys(), { epoch: isDone ? 1 : 0 })
    assert.equal((await again.device.keys()).devices.length, isDone ? 1 : 2)
    await lost.device.syncNow()
    assert.equal((await lost.device.syncState()).state, isDone ? 'alarm' : 'saved')
    assert.equal((await again.device.removeDevice(deviceId)).ok, true)
    assert.equal((await again.device.keys()).devices.length, 1)
    await Promise.all([again.device.close(), lost.device.close()])
  })
}

function fileOf(length: number, name: string): File {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 997) bytes[at] = at >> 3
  return new File([bytes], name, { lastModified: 1_700_000_000_000 })
}

/** Counts the readings, days and parts of files that are read; notes are few. */
function countReads(storage: DeviceStorage) {
  let reads = 0
  const count = (table: string, keys: number) => {
    if (table === 'blocks') reads += keys
  }
  const counting: DeviceStorage = {
    ...storage,
    read: (table, key) => {
      count(table, 1)
      return storage.read(table, key)
    },
    readMany: (table, keys) => {
      count(table, keys.length)
      return storage.readMany(table, keys)
    },
  }
  return { storage: counting, reads: () => reads }
}

/** A part of a file, and not one of the small things that a device sends as well. */
function isPart(body: unknown): boolean {
  return body instanceof Uint8Array && body.length > mebibyte / 2
}

async function joined(owner: VaultOwner) {
  const made = await makeDevice(env, owner.person)
  const request = { vaultId: owner.person.id, deviceName: 'Phone', zone }
  const opened = await made.device.recoverVault({ ...request, by: 'passkey', passkey: owner.passkey })
  assert.equal(opened.ok, true)
  await made.device.syncNow()
  return made
}

async function assertSame(device: Device, file: File): Promise<void> {
  const view = present(
    (await device.files()).find(({ name }) => name === file.name),
    file.name,
  )
  const read = await device.readFile(view.fileId)
  assert.equal(read.ok, true, JSON.stringify(read))
  if (!read.ok) return
  const [left, right] = await Promise.all([read.value.arrayBuffer(), file.arrayBuffer()])
  assert.equal(Buffer.compare(Buffer.from(left), Buffer.from(right)), 0)
}

/** Waits until so many files are entered, and sends them. */
async function inVault(device: Device, count: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = async () => {
      if ((await device.files()).length < count) return
      stop()
      resolve()
    }
    const stop = device.subscribe(() => void look().catch(reject))
    look().catch(reject)
  })
  await device.syncNow()
}

/** Of every object that the vault has now. */
async function epochsOf({ person }: VaultOwner): Promise<readonly number[]> {
  const reply = await person.api.backupRead({ params: { vaultId: VaultId.parse(person.id) } })
  const epochs: number[] = []
  for await (const { bytes, name } of readTar(present(reply.body?.body, 'a backup'))) {
    if (name.startsWith('blobs/')) epochs.push(parseObjectHeader(bytes).epoch)
  }
  return epochs
}
