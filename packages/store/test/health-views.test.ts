/**
 * Goal: the pages of Health show what was measured, each figure as a plain recount gives it.
 * Method: small files of known readings through the importers into a real vault; the views asked of the device.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { LocalDay, RecordId } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { type Device, LockedError } from '../src/index.ts'
import { appleRecords, heartRate, steps } from './health-files.ts'
import { importWhole, makeOwner } from './test-devices.ts'

const env = await TestPlatform.create()
after(() => env[Symbol.asyncDispose]())

const [first, last] = [LocalDay.parse('2021-01-01'), LocalDay.parse('2021-01-14')]

function quantity(type: string, at: string, value: number, unit: string): string {
  return (
    `<Record type="HKQuantityTypeIdentifier${type}" sourceName="Meter" unit="${unit}" ` +
    `startDate="${at} +0000" endDate="${at} +0000" value="${value}"/>`
  )
}

test('each source has a card with what it brings, and the watch is believed before the phone', async () => {
  const { device } = await makeOwner(env)
  await importWhole(
    device,
    appleRecords(
      steps('2021-01-05 08:00:00', '2021-01-05 09:00:00', 1000, 'Phone'),
      steps('2021-01-06 08:00:00', '2021-01-06 09:00:00', 1100, 'Anna’s Watch'),
      heartRate('2021-01-06 08:30:00', 80, 'Anna’s Watch'),
    ),
  )
  const sources = await device.sources()
  assert.deepEqual(
    sources.map(({ name, samples, metrics }) => [name, samples, metrics.map(({ metric }) => metric).sort()]),
    [
      ['Anna’s Watch', 2, ['heart_rate', 'steps']],
      ['Phone', 1, ['steps']],
    ],
  )
  const [watch] = sources
  assert.equal(watch?.from, Date.UTC(2021, 0, 6, 8))
  assert.equal(watch?.to, Date.UTC(2021, 0, 6, 9))
  const coverage = await device.coverage(first, last)
  assert.deepEqual(coverage.find(({ metric }) => metric === 'steps')?.days, ['2021-01-05', '2021-01-06'])
  assert.deepEqual(coverage.find(({ metric }) => metric === 'heart_rate')?.days, ['2021-01-06'])
  await device.lock()
  await assert.rejects(device.sources(), LockedError)
  await device.close()
})

test('two values of one moment are one blood pressure, in the part of the day of the person’s own clock', async () => {
  const { device } = await makeOwner(env)
  const pair = (at: string, systolic: number, diastolic: number) => [
    quantity('BloodPressureSystolic', at, systolic, 'mmHg'),
    quantity('BloodPressureDiastolic', at, diastolic, 'mmHg'),
  ]
  await importWhole(
    device,
    appleRecords(
      // Oslo is an hour ahead: 03:30 UTC is 04:30, 15:30 UTC is 16:30.
      ...pair('2021-01-05 03:30:00', 131, 84),
      ...pair('2021-01-05 15:30:00', 126, 79),
      ...pair('2021-01-06 02:00:00', 118, 76),
      quantity('BloodPressureSystolic', '2021-01-07 08:00:00', 200, 'mmHg'),
    ),
  )
  const pairs = await device.pressures(first, last)
  assert.deepEqual(
    pairs.map(({ systolic, diastolic, part }) => [systolic, diastolic, part]),
    [
      [118, 76, 'other'],
      [126, 79, 'evening'],
      [131, 84, 'morning'],
    ],
  )
  assert.deepEqual(await device.pressures(last, last), [])
  await device.close()
})

test('a nap stands beside the night of its day and is no part of it', async () => {
  const { device } = await makeOwner(env)
  const asleep = (from: string, to: string) =>
    `<Record type="HKCategoryTypeIdentifierSleepAnalysis" value="HKCategoryValueSleepAnalysisAsleepCore" ` +
    `sourceName="Watch" startDate="${from} +0000" endDate="${to} +0000"/>`
  await importWhole(
    device,
    appleRecords(
      asleep('2021-01-04 22:00:00', '2021-01-05 05:00:00'),
      asleep('2021-01-05 13:00:00', '2021-01-05 13:40:00'),
      asleep('2021-01-06 22:00:00', '2021-01-07 05:00:00'),
    ),
  )
  const nights = await device.nights(first, last)
  assert.deepEqual(
    nights.map(({ day, asleepMinutes, naps }) => [day, asleepMinutes, naps]),
    [
      [
        '2021-01-05',
        420,
        [{ start: Date.UTC(2021, 0, 5, 13), end: Date.UTC(2021, 0, 5, 13, 40), asleepMinutes: 40 }],
      ],
      ['2021-01-07', 420, []],
    ],
  )
  await device.close()
})

test('a workout has the heart rate of its own minutes, and no route where none was recorded', async () => {
  const { device } = await makeOwner(env)
  await importWhole(
    device,
    appleRecords(
      heartRate('2021-01-05 08:00:00', 60),
      heartRate('2021-01-05 08:10:00', 120),
      heartRate('2021-01-05 08:20:00', 150),
      heartRate('2021-01-05 09:00:00', 70),
    ),
  )
  const detail = await device.workoutDetail(Date.UTC(2021, 0, 5, 8, 5), Date.UTC(2021, 0, 5, 9))
  assert.deepEqual(detail, {
    route: [],
    along: [],
    figures: null,
    heartRate: { lowest: 120, mean: 135, highest: 150 },
  })
  await device.close()
})

test('a run that a watch and an app recorded is one, with what each of them says', async () => {
  const { device } = await makeOwner(env)
  const workout = (source: string, from: string, to: string, more: string) =>
    `<Workout workoutActivityType="HKWorkoutActivityTypeRunning" sourceName="${source}" duration="50" ` +
    `durationUnit="min" startDate="${from} +0000" endDate="${to} +0000"${more}/>`
  await importWhole(
    device,
    appleRecords(
      workout(
        'Watch',
        '2021-01-05 08:00:00',
        '2021-01-05 08:50:00',
        ' totalEnergyBurned="410" totalEnergyBurnedUnit="kcal"',
      ),
      workout(
        'App',
        '2021-01-05 08:02:00',
        '2021-01-05 08:55:00',
        ' totalDistance="9.5" totalDistanceUnit="km"',
      ),
      workout('App', '2021-01-06 08:00:00', '2021-01-06 08:30:00', ''),
      heartRate('2021-01-05 08:10:00', 150, 'Watch'),
      heartRate('2021-01-05 08:11:00', 150, 'App'),
    ),
  )
  const told = { activity: 'running', energyKcal: 410, distanceM: 9500 }
  const onWatch = { start: Date.UTC(2021, 0, 5, 8), end: Date.UTC(2021, 0, 5, 8, 50) }
  const onApp = { start: Date.UTC(2021, 0, 5, 8, 2), end: Date.UTC(2021, 0, 5, 8, 55) }
  const [alone, run, ...more] = await device.workouts(first, last)
  assert.deepEqual(more, [])
  assert.deepEqual([alone?.start, alone?.source, alone?.alsoFrom], [Date.UTC(2021, 0, 6, 8), 'App', []])
  assert.deepEqual(run, { ...onWatch, ...told, source: 'Watch', alsoFrom: ['App'] })
  const order = (await device.sources()).map(({ sourceId }) => sourceId).reverse()
  assert.ok((await device.orderSources(order)).ok)
  const [, other] = await device.workouts(first, last)
  assert.deepEqual(other, { ...onApp, ...told, source: 'App', alsoFrom: ['Watch'] })
  await device.close()
})

test('a hearing test has the threshold of each ear at each tone', async () => {
  const { device } = await makeOwner(env)
  const point = (hertz: number, left: number, right: number) =>
    `<SensitivityPoint frequencyValue="${hertz}" frequencyUnit="Hz" leftEarValue="${left}" ` +
    `leftEarUnit="dBHL" rightEarValue="${right}" rightEarUnit="dBHL"/>`
  const at = 'startDate="2021-01-05 10:00:00 +0000" endDate="2021-01-05 10:10:00 +0000"'
  await importWhole(
    device,
    appleRecords(`<Audiogram type="HKDataTypeIdentifierAudiogram" sourceName="Hearing" ${at}>
      ${point(1000, 15, 20)}${point(500, 10, 5)}</Audiogram>`),
  )
  const [one] = await device.audiograms()
  assert.deepEqual(one?.tones, [
    { hertz: 500, left: 10, right: 5 },
    { hertz: 1000, left: 15, right: 20 },
  ])
  await device.close()
})

test('an ECG has as many voltages as the file, at its own pace, and no stranger’s id opens one', async () => {
  const { device } = await makeOwner(env)
  const lines = Array.from({ length: 512 }, (_, index) => (100 * Math.sin(index / 10)).toFixed(1))
  const head = 'Name,Anna\nRecorded Date,2021-01-05 10:00:00 +0000\nClassification,Sinus Rhythm\n'
  const text = `${head}Software Version,1.9\nDevice,"Watch6,1"\nSample Rate,512 hertz\n\n\nLead,Lead I\nUnit,µV\n\n`
  await importWhole(device, new File([text, lines.join('\n'), '\n'], 'ecg_2021-01-05.csv'))
  const [recording] = await device.recordings()
  assert.equal(recording?.at, Date.UTC(2021, 0, 5, 10))
  const ecg = recording && (await device.ecg(recording.recordId))
  assert.equal(ecg?.samplesPerSecond, 512)
  assert.deepEqual(
    Array.from(ecg?.microvolts ?? [], (value) => value.toFixed(1)),
    lines.map((line) => Number(line).toFixed(1)),
  )
  assert.equal(await device.ecg(RecordId.parse('00000000-0000-4000-8000-000000000001')), null)
  await device.close()
})

test('where a phone and a watch counted the same hour, the one that the person believes counts', async () => {
  const { device, passkey } = await makeOwner(env)
  await importWhole(
    device,
    appleRecords(
      steps('2021-01-05 08:00:00', '2021-01-05 09:00:00', 1000, 'Phone'),
      steps('2021-01-05 08:00:00', '2021-01-05 09:00:00', 1100, 'Anna’s Watch'),
      steps('2021-01-05 10:00:00', '2021-01-05 10:10:00', 300, 'Phone'),
    ),
  )
  assert.deepEqual(await stepsOf(device), [1400])
  const order = (await device.sources()).map(({ sourceId }) => sourceId).reverse()
  assert.ok((await device.orderSources(order)).ok)
  assert.deepEqual(await stepsOf(device), [1300])
  assert.deepEqual(
    (await device.sources()).map(({ name }) => name),
    ['Phone', 'Anna’s Watch'],
  )
  await device.lock()
  assert.equal((await device.orderSources(order)).ok, false)
  assert.ok((await device.unlockWithPasskey(passkey)).ok)
  assert.deepEqual(await stepsOf(device), [1300])
  await importWhole(device, appleRecords(steps('2021-01-05 08:30:00', '2021-01-05 08:40:00', 5, 'Ring')))
  assert.deepEqual(await stepsOf(device), [1300])
  await device.close()
})

async function stepsOf(device: Device): Promise<readonly number[]> {
  const [from, to] = [Date.UTC(2021, 0, 1), Date.UTC(2021, 1, 1)]
  return [...(await device.series({ metric: 'steps', from, to, resolution: 'day', points: 100 })).value]
}
