/**
 * How long a year of heart rate, one a minute, takes from a device's sealed tables to the points of a chart: every block
 * is opened, decoded and reduced to two points a pixel. The first question after each unlock, so that nothing is at
 * hand; the median of five. The tables are in memory (`store-series` has the IndexedDB of Chromium). Fails above 150 ms.
 */
import { millisecondsToInstant } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { logTo } from '@nornos/service-kit'
import { assert } from '@nornos/std'
import type { Device } from '@nornos/store'
import { importWhole } from './device/import-whole.ts'
import { makeDevice } from './device/make-device.ts'
import { median } from './figures/median.ts'

const MILLISECONDS_MAX = 150
const MINUTES = 365 * 24 * 60
const FROM = Date.UTC(2024, 0, 1)
const POINTS = 1_600

logTo({ write: () => undefined })
await using env = await TestPlatform.create()
const person = await env.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
const device = await makeDevice(env, person)
const { words, kitWords } = await device.makeWords()
const named = { vaultId: person.id, deviceName: 'bench', zone: 'Europe/Oslo' }
assert((await device.createVault({ ...named, words, kitWords })).ok, 'a vault')
await importYear(device)
const times: number[] = []
for (let run = 0; run < 5; run++) times.push(await askAfterUnlock(device, words.join(' ')))
await device.close()
const took = median(times)
console.log(`times: ${times.map((time) => time.toFixed(0)).join(', ')} ms`)
console.log(`query-year: ${took.toFixed(0)} ms, ${(MILLISECONDS_MAX / took).toFixed(2)} x limit(150 ms)`)
if (took > MILLISECONDS_MAX) process.exitCode = 1

async function askAfterUnlock(asked: Device, typed: string): Promise<number> {
  await asked.lock()
  assert((await asked.unlock(typed)).ok, 'the device opens')
  const query = { metric: 'heart_rate', from: FROM, to: FROM + MINUTES * 60_000, points: POINTS } as const
  const startedAt = performance.now()
  const view = await asked.series({ ...query, resolution: 'raw' })
  const took = performance.now() - startedAt
  assert(view.time.length > POINTS / 4, 'a year of points')
  return took
}

async function importYear(into: Device): Promise<void> {
  const pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="nb_NO">\n']
  for (let minute = 0; minute < MINUTES; minute++) pieces.push(recordAt(minute))
  pieces.push('</HealthData>\n')
  await importWhole(into, new File(pieces, 'export.xml'))
}

function recordAt(minute: number): string {
  const at = millisecondsToInstant(FROM + minute * 60_000)
    .replace('T', ' ')
    .replace('Z', ' +0000')
  const rate = Math.round(68 + 12 * Math.sin(minute / 700) + 6 * Math.sin(minute / 13))
  return (
    '<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" ' +
    `startDate="${at}" endDate="${at}" value="${rate}"/>\n`
  )
}
