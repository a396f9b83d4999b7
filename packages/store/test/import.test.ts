/**
 * Goal: a file is taken in whole, once, and counted as it is; what is cancelled or refused leaves nothing.
 * Method: generated exports whose truth comes from the plan; the device's tables compared entry by entry.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { LocalDay, numberToLocalDay } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { createMemoryStorage, type Device, tableNames } from '../src/index.ts'
import type { DeviceStorage } from '../src/storage/device-storage.ts'
import { appleFile, appleRecords, heartRate, steps } from './health-files.ts'
import { ended, importWhole, makeOwner } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

test('everything in the file is there, in the counts of its truth', async () => {
  const { device } = await makeOwner(env)
  const { file, truth } = appleFile(20)
  const state = await importWhole(device, file)
  assert.equal(state.step, 'done')
  assert.equal(state.problem, null)
  assert.equal(state.counts.added + state.counts.known, state.readings)
  const heart = (await device.overview()).find(({ metric }) => metric === 'heart_rate')
  assert.equal(heart?.samples, truth.counts['HKQuantityTypeIdentifierHeartRate'])
  const from = LocalDay.parse('2021-01-01')
  const workouts = await device.workouts(from, LocalDay.parse('2021-03-01'))
  assert.equal(workouts.length, truth.workouts)
  await device.close()
})

test('a file that is imported twice is there once, and so is a longer one of the same person', async () => {
  const { device } = await makeOwner(env)
  const first = await importWhole(device, appleFile(12).file)
  const before = await device.overview()
  const again = await importWhole(device, appleFile(12).file)
  assert.equal(again.counts.added, 0)
  assert.equal(again.counts.known, first.readings)
  assert.deepEqual(await device.overview(), before)
  await device.syncNow()
  const longer = await importWhole(device, appleFile(15).file)
  assert.ok(longer.counts.added > 0 && longer.counts.known >= first.counts.added)
  await device.syncNow()
  assert.equal((await device.syncState()).state, 'saved')
  await device.close()
})

test('what is imported in pieces equals what is imported at once', async () => {
  const pieces = await makeOwner(env)
  const whole = await makeOwner(env)
  for (const days of [3, 9, 16]) await importWhole(pieces.device, appleFile(days).file)
  await importWhole(whole.device, appleFile(16).file)
  assert.deepEqual(await seriesOf(pieces.device), await seriesOf(whole.device))
  await pieces.device.close()
  await whole.device.close()
})

test('steps of two devices at one time count once', async () => {
  const { device } = await makeOwner(env)
  const file = appleRecords(
    steps('2021-01-05 08:00:00', '2021-01-05 09:00:00', 1000, 'Phone'),
    steps('2021-01-05 08:00:00', '2021-01-05 09:00:00', 1100, 'Anna’s Watch'),
    steps('2021-01-05 10:00:00', '2021-01-05 10:10:00', 300, 'Phone'),
  )
  await importWhole(device, file)
  const { value, time } = await dailyOf(device, 'steps')
  assert.deepEqual([...value], [1400])
  // The day starts at midnight in Oslo.
  assert.deepEqual([...time], [Date.UTC(2021, 0, 4, 23)])
  await device.close()
})

test('a day without data has no point, and a moment before midnight UTC is on the local day', async () => {
  const { device } = await makeOwner(env)
  await importWhole(
    device,
    appleRecords(
      heartRate('2021-01-05 22:59:59', 60),
      heartRate('2021-01-05 23:00:00', 80),
      heartRate('2021-01-09 12:00:00', 70),
    ),
  )
  const { value, time, count } = await dailyOf(device, 'heart_rate')
  assert.deepEqual([...value], [60, 80, 70])
  assert.deepEqual([...count], [1, 1, 1])
  assert.deepEqual(
    [...time].map((at) => numberToLocalDay((at + 3_600_000) / 86_400_000)),
    ['2021-01-05', '2021-01-06', '2021-01-09'],
  )
  await device.close()
})

test('a cancelled import leaves nothing behind, however far it got', async () => {
  const { device, storage } = await makeOwner(env)
  const before = await tablesOf(storage)
  for (const kibibytes of [1, 600, 3_000]) {
    const started = await device.importFile(appleFile(40).file)
    assert.ok(started.ok)
    const { importId } = started.value
    await reached(device, importId, kibibytes * 1024)
    await device.cancelImport(importId)
    assert.equal((await ended(device, importId)).step, 'cancelled')
    assert.deepEqual(await tablesOf(storage), before)
  }
  assert.deepEqual(await device.overview(), [])
  await device.close()
})

test('a device without room says so and keeps what it had', async () => {
  const storage = createMemoryStorage({ bytesMax: 150_000 })
  const { device } = await makeOwner(env, { storage })
  await importWhole(device, appleRecords(heartRate('2021-01-05 12:00:00', 60)))
  const before = await tablesOf(storage)
  const state = await importWhole(device, appleFile(60).file)
  assert.equal(state.step, 'failed')
  assert.deepEqual(state.problem, { type: 'DeviceFull' })
  assert.deepEqual(await tablesOf(storage), before)
  assert.equal((await device.overview()).length, 1)
  await device.close()
})

test('what is no health file is refused with its reason', async () => {
  const { device } = await makeOwner(env)
  const empty = await device.importFile(new File([], 'export.zip'))
  assert.deepEqual(empty, { ok: false, error: { type: 'FileEmpty' } })
  const prose = await importWhole(device, new File(['Dear diary, today I slept well.'], 'diary.txt'))
  assert.deepEqual([prose.step, prose.problem], ['failed', { type: 'FileNotRecognised' }])
  await device.lock()
  assert.partialDeepStrictEqual(await device.importFile(appleFile(5).file), {
    error: { type: 'VaultLocked' },
  })
})

test('an export without its archive is read, and says how many files only the archive has', async () => {
  const { device } = await makeOwner(env)
  const route =
    '<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" sourceName="Watch" ' +
    'startDate="2021-01-05 08:00:00 +0000" endDate="2021-01-05 08:30:00 +0000"><WorkoutRoute sourceName="Watch" ' +
    'startDate="2021-01-05 08:00:00 +0000" endDate="2021-01-05 08:30:00 +0000">' +
    '<FileReference path="/workout-routes/route_1.gpx"/></WorkoutRoute></Workout>'
  const state = await importWhole(device, appleRecords(route))
  assert.equal(state.step, 'done')
  assert.deepEqual([state.counts.skipped, state.skippedPlaces, state.filesApart], [0, [], 1])
  assert.equal((await importWhole(device, appleRecords(heartRate('2021-01-05 12:00:00', 60)))).filesApart, 0)
  await device.close()
})

test('unknown kinds of records are kept as written, once', async () => {
  const { device, person, storage } = await makeOwner(env)
  const unknown = (value: number) =>
    `<Record type="HKQuantityTypeIdentifierNewIn2031" sourceName="Watch" unit="x" ` +
    `startDate="2021-01-05 12:00:00 +0000" endDate="2021-01-05 12:00:00 +0000" value="${value}"/>`
  const state = await importWhole(device, appleRecords(unknown(1), unknown(2)))
  assert.equal(state.counts.unknown, 2)
  const records = await storage.keys('records')
  await importWhole(device, appleRecords(unknown(1), unknown(2)))
  assert.deepEqual(await storage.keys('records'), records)
  await device.syncNow()
  const head = await person.api.vaultRead({ params: { vaultId: person.id } })
  assert.ok((head.body?.n ?? 0) > 2)
  await device.close()
})

/** Keys of what holds data; what is written anew under the same name does not count. */
async function tablesOf(storage: DeviceStorage) {
  const data = tableNames.filter((table) => table !== 'index')
  return Object.fromEntries(await Promise.all(data.map(async (table) => [table, await storage.keys(table)])))
}

function reached(device: Device, importId: string, bytes: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const state = (await device.imports()).find((one) => one.importId === importId)
      if (state !== undefined && state.bytesRead < bytes && state.step === 'reading') return
      stop()
      resolve()
    }
    const stop = device.subscribe(() => look().catch(reject))
    look().catch(reject)
  })
}

function dailyOf(device: Device, metric: 'steps' | 'heart_rate') {
  const [from, to] = [Date.UTC(2021, 0, 1), Date.UTC(2021, 2, 1)]
  return device.series({ metric, from, to, resolution: 'day', points: 1000 })
}

async function seriesOf(device: Device) {
  const [from, to] = [Date.UTC(2020, 11, 1), Date.UTC(2021, 3, 1)]
  const all = []
  for (const { metric } of await device.overview()) {
    for (const resolution of ['raw', 'hour', 'day', 'week', 'month'] as const) {
      all.push(await device.series({ metric, from, to, resolution, points: 5000 }))
    }
  }
  return all
}
