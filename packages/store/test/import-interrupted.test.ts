/**
 * Goal: an import that ended in the middle loses nothing that was sealed, doubles nothing, and goes on where it stopped.
 * Method: the vault locked, and the program ended after the n-th write, in one and the same import; then the file is chosen
 * again and everything is compared with a device that read it in one go.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { TestPlatform } from '@nornos/platform/testing'
import {
  createMemoryStorage,
  type Device,
  type DeviceOptions,
  type DeviceStorage,
  type GivenPasskey,
  type StorageChange,
} from '../src/index.ts'
import { appleFile, appleRecords, heartRate } from './health-files.ts'
import { ended, importWhole, makeDevice, makeOwner, offlineApi, type VaultOwner } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

/** A hand-over, and with it a checkpoint, every some thousand samples. */
const often = { heldSamplesMax: 1_500 }
const days = 8

test('locking in the middle keeps what was sealed, and the same file goes on from there', async () => {
  const owner = await makeOwner(env, often)
  const { storage, passkey } = owner
  const started = await owner.device.importFile(appleFile(days).file)
  assert.ok(started.ok)
  await until(owner.device, ({ readings }) => readings > 4_000)
  await owner.device.lock()
  const again = await reopen(storage, passkey)
  const [stopped] = await again.imports()
  assert.equal(stopped?.step, 'interrupted')
  assert.ok(stopped.readings > 0 && stopped.bytesRead > 0 && stopped.bytesRead < stopped.bytesTotal)
  assert.ok((await again.overview()).length > 0)
  await continueAndCompare(again, stopped.importId)
})

test('wherever the program ends, what was kept is whole and the same file completes it', async () => {
  const owner = await makeOwner(env)
  const writes = await writesOfWholeImport(owner)
  assert.ok(writes >= 6, `${writes} writes: there are checkpoints in between`)
  for (let deadAfter = 0; deadAfter < writes; deadAfter += Math.ceil(writes / 8)) {
    const storage = await copyOf(owner.storage)
    const end = Promise.withResolvers<void>()
    const dying = await reopen(endingAfter(storage, deadAfter), owner.passkey, {
      ...often,
      onFault: () => end.resolve(),
    })
    assert.ok((await dying.importFile(appleFile(days).file)).ok)
    await end.promise
    const again = await reopen(storage, owner.passkey)
    await continueAndCompare(again, null)
  }
})

test('cancelling what goes on leaves what was kept before', async () => {
  const { device, storage, passkey } = await makeOwner(env, often)
  const started = await device.importFile(appleFile(days).file)
  assert.ok(started.ok)
  await until(device, ({ readings }) => readings > 4_000)
  await device.lock()
  const again = await reopen(storage, passkey, often)
  const before = await again.overview()
  const more = await again.importFile(appleFile(days).file)
  assert.ok(more.ok)
  await until(again, ({ readings, step }) => step === 'reading' && readings > 8_000)
  await again.cancelImport(more.value.importId)
  assert.deepEqual(await again.overview(), before)
  assert.equal((await again.imports())[0]?.step, 'interrupted')
  await again.close()
})

test('another file does not go on with it', async () => {
  const { device, storage, passkey } = await makeOwner(env, often)
  await device.importFile(appleFile(days).file)
  await until(device, ({ readings }) => readings > 4_000)
  await device.lock()
  const again = await reopen(storage, passkey)
  const state = await importWhole(again, appleRecords(heartRate('2023-01-05 12:00:00', 61)))
  assert.deepEqual([state.step, state.counts.added], ['done', 1])
  assert.equal((await again.imports()).filter(({ step }) => step === 'interrupted').length, 1)
  await again.close()
})

test('several files wait for each other, and each can be taken back while it waits', async () => {
  const { device } = await makeOwner(env)
  const [first, second, third] = await Promise.all([
    device.importFile(appleFile(5).file),
    device.importFile(appleRecords(heartRate('2022-01-05 12:00:00', 61))),
    device.importFile(appleRecords(heartRate('2022-01-06 12:00:00', 62))),
  ])
  assert.ok(first.ok && second.ok && third.ok)
  await device.cancelImport(second.value.importId)
  const states = await Promise.all([first, second, third].map(({ value }) => ended(device, value.importId)))
  assert.deepEqual(
    states.map(({ step }) => step),
    ['done', 'cancelled', 'done'],
  )
  await device.close()
})

test('a newer export of the same person says since when it brought something new', async () => {
  const { device } = await makeOwner(env)
  assert.equal((await importWhole(device, appleFile(12).file)).newSince, null)
  const to = Math.max(...(await device.overview()).map((metric) => metric.to))
  const { counts, newSince } = await importWhole(device, appleFile(15).file)
  assert.ok(counts.added > 0 && newSince !== null)
  assert.ok(Date.parse(newSince) <= to && Date.parse(newSince) > to - 2 * 86_400_000)
  await device.close()
})

test('what is older than everything that was there is not said to be new since then', async () => {
  const { device } = await makeOwner(env)
  await importWhole(device, appleRecords(heartRate('2022-01-05 08:00:00', 60)))
  const older = await importWhole(device, appleRecords(heartRate('2019-01-05 08:00:00', 61)))
  assert.deepEqual([older.counts.added, older.newSince], [1, null])
  const newer = await importWhole(device, appleRecords(heartRate('2022-01-06 08:00:00', 62)))
  assert.deepEqual([newer.counts.added, newer.newSince], [1, '2022-01-05T08:00:00Z'])
  await device.close()
})

type State = Awaited<ReturnType<Device['imports']>>[number]

/** Waits until the newest import is like this. */
function until(device: Device, isSo: (state: State) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const [state] = await device.imports()
      if (state === undefined || !isSo(state)) return
      stop()
      resolve()
    }
    const stop = device.subscribe(() => look().catch(reject))
    look().catch(reject)
  })
}

async function reopen(
  storage: DeviceStorage,
  passkey: GivenPasskey,
  options: Partial<DeviceOptions> = {},
): Promise<Device> {
  const { device } = await makeDevice(env, { api: await offlineApi() }, { storage, ...options })
  const opened = await device.unlockWithPasskey(passkey)
  assert.ok(opened.ok)
  return device
}

async function continueAndCompare(device: Device, importId: string | null): Promise<void> {
  const state = await importWhole(device, appleFile(days).file)
  assert.equal(state.step, 'done')
  if (importId !== null) assert.equal(state.importId, importId)
  const whole = await wholeImport()
  assert.equal(state.readings, whole.state.readings)
  assert.deepEqual(await device.overview(), whole.overview)
  assert.deepEqual(await seriesOf(device), whole.series)
  const again = await importWhole(device, appleFile(days).file)
  assert.equal(again.counts.added, 0)
  await device.close()
}

let read: ReturnType<typeof readInOneGo> | null = null
function wholeImport() {
  read ??= readInOneGo()
  return read
}

async function readInOneGo() {
  const { device } = await makeOwner(env)
  const state = await importWhole(device, appleFile(days).file)
  const result = { state, overview: await device.overview(), series: await seriesOf(device) }
  await device.close()
  return result
}

async function seriesOf(device: Device) {
  const [from, to] = [Date.UTC(2020, 11, 1), Date.UTC(2021, 3, 1)]
  const all = []
  for (const { metric } of await device.overview()) {
    for (const resolution of ['hour', 'day'] as const) {
      all.push(await device.series({ metric, from, to, resolution, points: 5000 }))
    }
  }
  return all
}

async function writesOfWholeImport({ storage, passkey }: VaultOwner): Promise<number> {
  const counting = countingWrites(await copyOf(storage))
  const device = await reopen(counting.storage, passkey, often)
  await importWhole(device, appleFile(days).file)
  await device.close()
  return counting.count()
}

function countingWrites(storage: DeviceStorage) {
  let count = 0
  return {
    count: () => count,
    storage: {
      ...storage,
      write: (...write: Parameters<DeviceStorage['write']>) => {
        count++
        return storage.write(...write)
      },
    },
  }
}

/** Nothing is written any more after so many writes, as when the program has ended. */
function endingAfter(storage: DeviceStorage, writesMax: number): DeviceStorage {
  let writes = 0
  return {
    ...storage,
    write: (...write) => {
      writes++
      if (writes > writesMax) return Promise.reject(new DOMException('the program has ended', 'AbortError'))
      return storage.write(...write)
    },
  }
}

async function copyOf(storage: DeviceStorage): Promise<DeviceStorage> {
  const copy = createMemoryStorage()
  const changes: StorageChange[] = []
  for (const table of ['blocks', 'rollups', 'records', 'index', 'outbox', 'keys', 'meta'] as const) {
    for (const key of await storage.keys(table)) {
      changes.push({ table, key, value: await storage.read(table, key) })
    }
  }
  await copy.write(changes, 'strict')
  return copy
}
