/**
 * Goal: what a Fitbit measured comes by Google's interface onto the patient's device: on the right day, the steps of a watch
 * and of a phone once, the night with its stages, and the same again changes nothing; what it tells anew takes the place of
 * what it told.
 * Method: a stand-in for Google, the whole platform, a real device that is asked for days and nights.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LocalDay, type MetricId } from '@nornos/health-model'
import {
  type Asked,
  connectVendor,
  registrationsOf,
  type StandIn,
  startStandIn,
  TestPlatform,
  untilSettled,
} from '@nornos/platform/testing'
import { makeOwner, type VaultOwner } from './test-devices.ts'

const dayMs = 86_400_000
/** Two days ago: over everywhere. */
const [day = '', dayAfter = ''] = [2, 1].map((ago) =>
  new Date(Date.now() - ago * dayMs).toISOString().slice(0, 10),
)
const at = (time: string) => `${day}T${time}:00Z`
const clock = { startUtcOffset: '3600s', endUtcOffset: '3600s' }
const from = (displayName: string) => ({ platform: 'FITBIT', device: { displayName } })
const steps = (device: string, start: string, end: string, count: number) => ({
  dataSource: from(device),
  steps: { interval: { startTime: at(start), endTime: at(end), ...clock }, count: String(count) },
})
const stage = (type: string, start: string, end: string) => ({
  ...{ startTime: at(start), endTime: at(end), ...clock, type },
})

const points: Readonly<Record<string, readonly object[]>> = {
  // The phone was in the bag at eight, and alone on the way at ten.
  steps: [
    steps('Pixel 9', '08:00', '08:10', 480),
    steps('Charge 6', '08:00', '08:10', 500),
    steps('Pixel 9', '10:00', '10:10', 100),
  ],
  'heart-rate': [61, 65].map((rate, index) => ({
    dataSource: from('Charge 6'),
    heartRate: {
      sampleTime: { physicalTime: at(`08:0${index}`), utcOffset: '3600s' },
      beatsPerMinute: String(rate),
    },
  })),
  sleep: [
    {
      dataSource: from('Charge 6'),
      sleep: {
        interval: { startTime: at('00:10'), endTime: at('06:10'), ...clock },
        ...{ type: 'STAGES', metadata: { processed: true, mainSleep: true } },
        stages: [
          stage('LIGHT', '00:10', '03:10'),
          stage('DEEP', '03:10', '05:00'),
          stage('AWAKE', '05:00', '05:10'),
          stage('REM', '05:10', '06:10'),
        ],
        summary: { minutesInSleepPeriod: '360', minutesAsleep: '350', minutesAwake: '10' },
      },
    },
  ],
}

/** What Google works out of a day, and tells again when it knows more. */
const worked = { energy: 1800, resting: 58 }
const civil = (date: string) => {
  const [year, month, ofMonth] = date.split('-').map(Number)
  return { year, month, day: ofMonth }
}
const workedOut = (): Readonly<Record<string, object>> => ({
  'daily-resting-heart-rate': {
    dataPoints: [
      {
        dataSource: from('Charge 6'),
        dailyRestingHeartRate: { date: civil(day), beatsPerMinute: worked.resting },
      },
    ],
  },
  'total-calories': {
    rollupDataPoints: [
      {
        civilStartTime: { date: civil(day) },
        civilEndTime: { date: civil(dayAfter) },
        totalCalories: { kcalSum: worked.energy },
      },
    ],
  },
})

/** From the first until before the second day: of a filter, or of what is to be added up. */
function stretchOf({ body, url }: Asked): readonly string[] {
  const filter = url.searchParams.get('filter')
  if (filter !== null) return filter.match(/\d{4}-\d\d-\d\d/g) ?? []
  const { end, start } = JSON.parse(body).range
  const textOf = ({ date }: { date: ReturnType<typeof civil> }) =>
    [date.year, date.month, date.day].map((part) => String(part).padStart(2, '0')).join('-')
  return [textOf(start), textOf(end)]
}

let google: StandIn
let env: TestPlatform
before(async () => {
  google = await startStandIn()
  google.keepsRefreshTokens = true
  google.answer = (asked) => {
    const { pathname } = asked.url
    if (pathname === '/v4/users/me/identity') return { body: { healthUserId: '111111256096816351' } }
    const [, type = ''] = /\/dataTypes\/([a-z0-9-]+)\/dataPoints(?::dailyRollUp)?$/.exec(pathname) ?? []
    const [since = '', until = ''] = stretchOf(asked)
    if (since > day || until <= day) return { body: {} }
    return { body: workedOut()[type] ?? (points[type] ? { dataPoints: points[type] } : {}) }
  }
  env = await TestPlatform.create({ registrations: registrationsOf({ fitbit: google }) })
})
after(async () => {
  await env[Symbol.asyncDispose]()
  await google[Symbol.asyncDispose]()
})

async function dayOf({ device }: VaultOwner, metric: MetricId): Promise<readonly number[]> {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const query = { metric, from: midnight - dayMs, to: midnight + 2 * dayMs, points: 10 }
  return [...(await device.series({ ...query, resolution: 'day' })).value]
}

test('a day and a night of a Fitbit are the patient’s, once', async () => {
  const owner = await makeOwner(env)
  const { device, person } = owner
  const connectionId = await connectVendor(person, 'fitbit')
  await untilSettled(person, connectionId)
  const look = async () => {
    await device.syncNow()
    const nights = await device.nights(LocalDay.parse(day), LocalDay.parse(day))
    return {
      steps: await dayOf(owner, 'steps'),
      heartRate: await dayOf(owner, 'heart_rate'),
      asleep: nights.map(({ asleepMinutes }) => asleepMinutes),
      energy: await dayOf(owner, 'energy_total'),
      resting: await dayOf(owner, 'heart_rate_resting'),
    }
  }
  const once = await look()
  assert.deepEqual(once, { steps: [600], heartRate: [63], asleep: [350], energy: [1800], resting: [58] })

  // Connected anew: everything is fetched and delivered as if for the first time.
  await person.api.connectionEnd({ params: { connectionId } })
  const again = await connectVendor(person, 'fitbit')
  await untilSettled(person, again)
  assert.deepEqual(await look(), once)

  // In the evening it knows more.
  Object.assign(worked, { energy: 2_400, resting: 55 })
  await person.api.connectionSync({ params: { connectionId: again } })
  await untilSettled(person, again)
  assert.deepEqual(await look(), { ...once, energy: [2_400], resting: [55] })
  assert.deepEqual((await device.inbox()).items, [])
  await device.close()
})
