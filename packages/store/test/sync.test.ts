/**
 * Goal: two devices of one person come to the same state whatever they did apart, and a server that contradicts what
 * was seen is not followed.
 * Method: real services; the network is taken away, or answers are replaced by older or altered ones on their way.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { TestPlatform } from '@nornos/platform/testing'
import { present } from '@nornos/std'
import { type Device, type DeviceApi, localLocks, systemTimers } from '../src/index.ts'
import { appleFile, appleRecords, heartRate, steps } from './health-files.ts'
import { importWhole, makeDevice, makeOwner, offlineApi, secondDevice } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

test('two devices that import at the same time end with the same, nothing twice', async () => {
  const first = await makeOwner(env)
  const second = await secondDevice(env, first)
  await importWhole(first.device, appleRecords(heartRate('2021-01-05 12:00:00', 60), ...walk(5)))
  await importWhole(
    second.device,
    appleRecords(heartRate('2021-01-05 12:00:00', 60), heartRate('2021-01-06 12:00:00', 70), ...walk(6)),
  )
  await Promise.all([first.device.syncNow(), second.device.syncNow()])
  for (const { device } of [first, second, first]) await device.syncNow()
  const [left, right] = [await dataOf(first.device), await dataOf(second.device)]
  assert.deepEqual(left, right)
  assert.deepEqual(left['heart_rate'], [60, 70])
  assert.deepEqual(left['steps'], [500, 600])
  await first.device.close()
  await second.device.close()
})

test('what is imported on one device and again on the other is known there', async () => {
  const first = await makeOwner(env)
  await importWhole(first.device, appleFile(6).file)
  await first.device.syncNow()
  const second = await secondDevice(env, first)
  const again = await importWhole(second.device, appleFile(6).file)
  assert.equal(again.counts.added, 0)
  const more = await importWhole(second.device, appleFile(8).file)
  assert.ok(more.counts.added > 0)
  await second.device.syncNow()
  await first.device.syncNow()
  assert.deepEqual(await dataOf(first.device), await dataOf(second.device))
  await first.device.close()
  await second.device.close()
})

test('a device that listens follows another one by itself', async () => {
  const first = await makeOwner(env)
  const second = await secondDevice(env, first, { follows: true, timers: systemTimers })
  const arrived = new Promise<void>((resolve) => {
    second.device.subscribe((what) => {
      if (what === 'data') resolve()
    })
  })
  await importWhole(first.device, appleRecords(heartRate('2021-01-05 12:00:00', 64)))
  await first.device.syncNow()
  await arrived
  assert.deepEqual((await dataOf(second.device))['heart_rate'], [64])
  await first.device.close()
  await second.device.close()
})

/** A closed vault in two tabs of one browser. */
async function makeTabs() {
  const { device, person, storage, passkey } = await makeOwner(env)
  await device.close()
  const locks = localLocks()
  const [first, second] = [
    await makeDevice(env, person, { storage, locks }),
    await makeDevice(env, person, { storage, locks }),
  ]
  return { first, second, passkey }
}

test('a second tab does not open what the first one has open', async () => {
  const { first, second, passkey } = await makeTabs()
  assert.equal((await first.device.unlockWithPasskey(passkey)).ok, true)
  assert.partialDeepStrictEqual(await second.device.unlockWithPasskey(passkey), {
    error: { type: 'OpenElsewhere' },
  })
  await first.device.lock()
  assert.equal((await second.device.unlockWithPasskey(passkey)).ok, true)
  await second.device.close()
})

test('two unlockings at once open the vault once, and the tab lets go of it when it locks', async () => {
  const { first, second, passkey } = await makeTabs()
  let opened = 0
  first.device.subscribe((what) => what === 'vault' && opened++)
  const twice = [first.device.unlockWithPasskey(passkey), first.device.unlockWithPasskey(passkey)]
  assert.deepEqual(
    (await Promise.all(twice)).map(({ ok }) => ok),
    [true, true],
  )
  assert.equal(opened, 1)
  await first.device.lock()
  assert.equal((await second.device.unlockWithPasskey(passkey)).ok, true)
  await second.device.close()
})

test('a vault that is locked while it is being opened is locked, and free for another tab', async () => {
  const { first, second, passkey } = await makeTabs()
  const [unlocked] = await Promise.all([first.device.unlockWithPasskey(passkey), first.device.lock()])
  assert.deepEqual(unlocked, { ok: false, error: { type: 'VaultLocked' } })
  assert.equal((await first.device.vaultState()).state, 'locked')
  assert.equal((await second.device.unlockWithPasskey(passkey)).ok, true)
  const [, again] = await Promise.all([second.device.lock(), second.device.unlockWithPasskey(passkey)])
  assert.equal(again.ok, true)
  assert.partialDeepStrictEqual(await first.device.unlockWithPasskey(passkey), {
    error: { type: 'OpenElsewhere' },
  })
  await second.device.close()
  assert.equal((await first.device.unlockWithPasskey(passkey)).ok, true)
  await first.device.close()
})

test('changes made without network wait, survive a restart and go out later', async () => {
  const { device, person, storage, passkey } = await makeOwner(env)
  await device.close()
  const offline = await makeDevice(env, { api: await offlineApi() }, { storage })
  await offline.device.unlockWithPasskey(passkey)
  await importWhole(offline.device, appleFile(3).file)
  await offline.device.syncNow()
  const waiting = await offline.device.syncState()
  assert.equal(waiting.state, 'offline')
  assert.ok('changes' in waiting && waiting.changes > 0)
  const before = await dataOf(offline.device)
  await offline.device.close()

  const online = await makeDevice(env, person, { storage })
  await online.device.unlockWithPasskey(passkey)
  await online.device.syncNow()
  assert.equal((await online.device.syncState()).state, 'saved')
  assert.deepEqual(await dataOf(online.device), before)
  await online.device.close()
})

test('a commit whose answer was lost is not made twice', async () => {
  const owner = await makeOwner(env)
  await owner.device.close()
  let lost = 0
  const api: DeviceApi = {
    ...owner.person.api,
    commitCreate: async (input) => {
      const reply = await owner.person.api.commitCreate(input)
      if (lost++ === 0) throw new TypeError('connection lost')
      return reply
    },
  }
  const flaky = await makeDevice(env, { api }, { storage: owner.storage })
  await flaky.device.unlockWithPasskey(owner.passkey)
  await importWhole(flaky.device, appleFile(2).file)
  await flaky.device.syncNow()
  await flaky.device.syncNow()
  assert.equal((await flaky.device.syncState()).state, 'saved')
  assert.equal(lost, 1)
  await flaky.device.close()
})

test('a server that goes back behind what was seen raises an alarm, and the local copy stays', async () => {
  const owner = await makeOwner(env)
  const { person } = owner
  const params = { vaultId: person.id }
  const old = await person.api.vaultRead({ params })
  await importWhole(owner.device, appleFile(2).file)
  await owner.device.syncNow()
  const before = await dataOf(owner.device)
  await owner.device.close()

  const rolledBack = await makeDevice(
    env,
    { api: { ...person.api, vaultRead: async () => old } },
    {
      storage: owner.storage,
    },
  )
  await rolledBack.device.unlockWithPasskey(owner.passkey)
  await rolledBack.device.syncNow()
  assert.partialDeepStrictEqual(await rolledBack.device.syncState(), { state: 'alarm', reason: 'rollback' })
  assert.deepEqual(await dataOf(rolledBack.device), before)
  await rolledBack.device.close()

  // An alarm is not forgotten, whatever the server says next.
  const later = await makeDevice(env, person, { storage: owner.storage })
  await later.device.unlockWithPasskey(owner.passkey)
  await later.device.syncNow()
  assert.partialDeepStrictEqual(await later.device.syncState(), { state: 'alarm', reason: 'rollback' })
  await later.device.close()
})

test('another head under the number that was seen is a fork', async () => {
  const { device, person, storage, passkey } = await makeOwner(env)
  await device.close()
  const forking: DeviceApi = {
    ...person.api,
    vaultRead: async (input) => {
      const reply = await person.api.vaultRead(input)
      return reply.body ? { ...reply, body: { ...reply.body, head: 'f'.repeat(64) } } : reply
    },
  }
  const forked = await makeDevice(env, { api: forking }, { storage })
  await forked.device.unlockWithPasskey(passkey)
  await forked.device.syncNow()
  assert.partialDeepStrictEqual(await forked.device.syncState(), { state: 'alarm', reason: 'fork' })
  await forked.device.close()
})

for (const how of ['one by one', 'many at once'] as const) {
  test(`an object that was altered on the way is not taken over: fetched ${how}`, async () => {
    const first = await makeOwner(env)
    await importWhole(first.device, appleFile(2).file)
    await first.device.syncNow()
    const { api } = first.person
    let altered = 0
    let reads = 0
    const alter = async <Reply extends { readonly body?: Response | undefined }>(reply: Reply) => {
      if (reply.body === undefined) return reply
      altered++
      const bytes = new Uint8Array(await reply.body.arrayBuffer())
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
      return { ...reply, body: new Response(bytes) }
    }
    const altering: DeviceApi =
      how === 'many at once'
        ? { ...api, blobReadMany: async (input) => alter(await api.blobReadMany(input)) }
        : {
            ...api,
            // A vault that leaves out what it has: each is asked for alone.
            blobReadMany: (input) => api.blobReadMany({ ...input, body: { hashes: [] } }),
            blobRead: async (input) => {
              const reply = await api.blobRead(input)
              // The first are those of the keys, without which no device comes in.
              return reads++ < 2 ? reply : alter(reply)
            },
          }
    const second = await secondDevice(env, first, { api: altering })
    assert.partialDeepStrictEqual(await second.device.syncState(), {
      state: 'alarm',
      reason: 'altered_object',
    })
    assert.ok(altered > 0)
    await first.device.close()
    await second.device.close()
  })
}

function walk(day: number): readonly string[] {
  return [steps(`2021-01-0${day} 08:00:00`, `2021-01-0${day} 08:30:00`, day * 100)]
}

/** Every metric by its days. */
async function dataOf(device: Device): Promise<Record<string, readonly number[]>> {
  const [from, to] = [Date.UTC(2020, 11, 1), Date.UTC(2021, 3, 1)]
  const days: Record<string, readonly number[]> = {}
  for (const { metric, samples } of await device.overview()) {
    const { value } = await device.series({ metric, from, to, resolution: 'day', points: 1000 })
    days[metric] = value.length === 0 ? [samples] : [...value]
  }
  return days
}

test('a full vault says so, and takes the deletion that makes room before everything that waits for it', async () => {
  const owner = await makeOwner(env)
  const { api } = owner.person
  await owner.device.addFile(new File([new Uint8Array(3_000_000)], 'old.bin'))
  await owner.device.syncNow()
  await owner.device.close()
  let isFull = true
  const full = { problem: 'storage-full', status: 507, title: 'Full', detail: 'Full', facts: {} } as const
  const filled: DeviceApi = {
    ...api,
    blobPut: (input) => (isFull ? Promise.resolve({ ...full, headers: new Headers() }) : api.blobPut(input)),
    commitCreate: (input) => {
      isFull = false
      return api.commitCreate(input)
    },
  }
  const { device } = await makeDevice(env, { api: filled }, { storage: owner.storage })
  await device.unlockWithPasskey(owner.passkey)
  await device.addFile(new File(['new'], 'new.txt'))
  await device.syncNow()
  assert.partialDeepStrictEqual(await device.syncState(), { state: 'failed', isFull: true })
  const old = present(
    (await device.files()).find(({ name }) => name === 'old.bin'),
    'a file',
  ).fileId
  await device.deleteFile(old)
  await device.syncNow()
  assert.partialDeepStrictEqual(await device.syncState(), { state: 'failed', isFull: true })
  const before = present((await device.syncReport())?.quota, 'the vault said how full it is')
  await device.eraseFile(old)
  await device.syncNow()
  assert.equal((await device.syncState()).state, 'saved')
  await device.syncNow()
  const now = present((await device.syncReport())?.quota, 'the vault said how full it is')
  assert.ok(now.usedBytes < before.usedBytes - 1_000_000)
  const second = await secondDevice(env, owner)
  assert.deepEqual(
    (await second.device.files()).map(({ name }) => name),
    ['new.txt'],
  )
  await Promise.all([device.close(), second.device.close()])
})
