/**
 * Goal: a value that a source tells again is seen once, as it was told last, on every device and in whatever order the
 * exports came; readings of a sensor stay as many as they were.
 * Method: two exports of one morning, written at different times, on one device and on two that sync.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { LocalDay } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import type { Device } from '../src/index.ts'
import { appleRecords, heartRate } from './health-files.ts'
import { importWhole, makeOwner, secondDevice } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

const morning = '2021-01-05 06:00:00'

function exported(rate: number, day: number): File {
  const resting =
    `<Record type="HKQuantityTypeIdentifierRestingHeartRate" sourceName="Watch" unit="count/min" ` +
    `startDate="${morning} +0000" endDate="${morning} +0000" value="${rate}"/>`
  const file = appleRecords(resting, heartRate(morning, rate))
  return new File([file], 'export.xml', { lastModified: Date.UTC(2021, 0, day) })
}

const older = exported(58, 6)
const newer = exported(52, 9)

async function restingOf(device: Device) {
  const [from, to] = [Date.UTC(2021, 0, 1), Date.UTC(2021, 1, 1)]
  const seen = []
  for (const resolution of ['raw', 'day', 'month'] as const) {
    const series = await device.series({ metric: 'heart_rate_resting', from, to, resolution, points: 100 })
    assert.deepEqual([...series.count], [1])
    seen.push(...series.value)
  }
  const overview = await device.overview()
  const latestOf = (id: string) => overview.find(({ metric }) => metric === id)
  assert.equal(latestOf('heart_rate')?.samples, 2)
  return [...seen, latestOf('heart_rate_resting')?.latest]
}

test('the newer of two exports is right, whichever is imported first, and again changes nothing', async () => {
  for (const files of [
    [older, newer],
    [newer, older],
  ]) {
    const { device } = await makeOwner(env)
    for (const file of files) await importWhole(device, file)
    assert.deepEqual(await restingOf(device), [52, 52, 52, 52])
    const before = await device.overview()
    for (const file of files) assert.equal((await importWhole(device, file)).counts.added, 0)
    assert.deepEqual(await device.overview(), before)
    await device.close()
  }
})

test('two devices that sync see the same, whichever of them imported what', async () => {
  for (const [first, then] of [
    [older, newer],
    [newer, older],
  ] as const) {
    const owner = await makeOwner(env)
    const second = await secondDevice(env, owner)
    // Neither knows of the other’s yet.
    await importWhole(owner.device, first)
    await importWhole(second.device, then)
    for (const { device } of [owner, second, owner]) await device.syncNow()
    for (const { device } of [owner, second]) {
      assert.deepEqual(await restingOf(device), [52, 52, 52, 52])
      // Each tells the other’s again.
      await importWhole(device, older)
      await importWhole(device, newer)
    }
    for (const { device } of [owner, second, owner]) await device.syncNow()
    for (const { device } of [owner, second]) {
      assert.deepEqual(await restingOf(device), [52, 52, 52, 52])
      await device.close()
    }
  }
})

test('a workout that is told again with more is one workout, which says it, in whatever order both came', async () => {
  const run = (energy: string) =>
    appleRecords(
      '<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" sourceName="Watch" ' +
        'startDate="2021-01-05 08:00:00 +0000" endDate="2021-01-05 08:30:00 +0000" ' +
        `${energy}></Workout>`,
    )
  const told = [run(''), run('totalEnergyBurned="240" totalEnergyBurnedUnit="kcal"')]
  const day = LocalDay.parse('2021-01-05')
  for (const files of [told, told.toReversed()]) {
    const { device } = await makeOwner(env)
    for (const file of files) await importWhole(device, file)
    const workouts = await device.workouts(day, day)
    assert.deepEqual(
      workouts.map(({ alsoFrom, energyKcal, source }) => [energyKcal, source, alsoFrom]),
      [[240, 'Watch', []]],
    )
    await device.close()
  }
})

test('an export that says to come from the future was told when it is imported, and does not win for ever', async () => {
  let now = Date.now()
  const { device } = await makeOwner(env, { clock: { now: () => new Date(now) } })
  const written = (rate: number, lastModified: number) =>
    new File([exported(rate, 9)], 'export.xml', { lastModified })
  await importWhole(device, written(58, Date.UTC(2099, 0, 1)))
  now += 1000
  await importWhole(device, written(52, now))
  const { value } = await device.series({
    ...{ metric: 'heart_rate_resting', from: Date.UTC(2021, 0, 1), to: Date.UTC(2021, 1, 1) },
    ...{ resolution: 'day', points: 100 },
  })
  assert.deepEqual([...value], [52])
  await device.close()
})
