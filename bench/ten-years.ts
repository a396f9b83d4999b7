/**
 * How long a person with ten years of data waits, five million readings of the heart among them.
 *
 * `unlock to Today`: a passkey opens the vault and the device answers everything that Today asks for; limit a second.
 * `zoom`: the chart of the heart rate from the whole range over a year, a month and a week to a day, at five places of the
 * decade, as the chart asks for it; of the slowest span, limit 100 ms. Medians of five, and the services are stopped: the
 * device answers alone. Its tables are in memory (`store-series` has the IndexedDB of Chromium). Fails above a limit.
 */
import { randomBytes } from 'node:crypto'
import { DAY_MILLISECONDS } from '@nornos/health-model'
import { TestPlatform } from '@nornos/platform/testing'
import { logTo } from '@nornos/service-kit'
import { assert } from '@nornos/std'
import { createMemoryStorage, type Device } from '@nornos/store'
import { importWhole } from './device/import-whole.ts'
import { makeDevice } from './device/make-device.ts'
import { median } from './figures/median.ts'
import { askToday, chartPoints } from './ten-years/ask-today.ts'
import { yearFiles } from './ten-years/make-years.ts'

const YEARS = 10
const READINGS_MIN = 5_000_000
const TODAY_MS_MAX = 1_000
const ZOOM_MS_MAX = 100
const RUNS = 5
const zone = 'Europe/Oslo'

logTo({ write: () => undefined })
const today = Math.floor(Date.now() / DAY_MILLISECONDS)
const secret = () => new Uint8Array(randomBytes(32))
const passkey = { credentialId: randomBytes(20).toString('base64url'), first: secret(), second: secret() }
const storage = createMemoryStorage()
const device = await fillDevice()
const opened: number[] = []
for (let run = 0; run < RUNS; run++) opened.push(await timed(openToday))
const spans = { whole: YEARS * 365.25, year: 365, month: 30, week: 7, day: 1 } as const
const bySpan = new Map<string, number[]>()
for (let run = 0; run < RUNS; run++) await zoomDown((run + 0.5) / RUNS)
await device.close()

console.log(`opened: ${opened.map((time) => time.toFixed(0)).join(', ')} ms`)
for (const [span, times] of bySpan) {
  console.log(`zoom to a ${span}: ${times.map((time) => time.toFixed(0)).join(', ')} ms`)
}
const open = median(opened)
const slowest = Math.max(...[...bySpan.values()].map(median))
show('unlock to Today', open, TODAY_MS_MAX)
show('ten-years', slowest, ZOOM_MS_MAX)
if (open > TODAY_MS_MAX || slowest > ZOOM_MS_MAX) process.exitCode = 1

function show(name: string, took: number, most: number): void {
  console.log(`${name}: ${took.toFixed(0)} ms, ${(most / took).toFixed(2)} x limit(${most} ms)`)
}

async function fillDevice(): Promise<Device> {
  await using env = await TestPlatform.create()
  const person = await env.makePerson({ name: 'Astrid Lunde', actor: 'patient' })
  const first = await makeDevice(env, person, storage)
  const { kitWords } = await first.makeWords()
  const named = { vaultId: person.id, deviceName: 'bench', zone }
  assert((await first.createVault({ ...named, passkey, kitWords })).ok, 'a vault')
  const startedAt = performance.now()
  for await (const file of yearFiles({ lastDay: today - 1, years: YEARS, zone }))
    await importWhole(first, file)
  const readings = (await first.overview()).find(({ metric }) => metric === 'heart_rate')?.samples ?? 0
  assert(readings >= READINGS_MIN, `five million readings, and not ${readings}`)
  const seconds = (performance.now() - startedAt) / 1_000
  const megabytes = process.memoryUsage.rss() / 1e6
  console.log(`${readings} readings of the heart, ${seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB`)
  // What waits to be sent would be opened at each unlock.
  await first.syncNow()
  assert((await first.syncState()).state === 'saved', 'everything is in the vault')
  await first.close()
  return makeDevice(env, person, storage)
}

async function openToday(): Promise<void> {
  await device.lock()
  assert((await device.unlockWithPasskey(passkey)).ok, 'the device opens')
  await askToday(device, today, zone)
}

/** Around a place between the oldest day, 0, and the newest, 1. */
async function zoomDown(place: number): Promise<void> {
  const end = today * DAY_MILLISECONDS
  const start = end - spans.whole * DAY_MILLISECONDS
  for (const [span, days] of Object.entries(spans)) {
    const from = Math.round(start + place * (end - start - days * DAY_MILLISECONDS))
    const window = { from, to: from + days * DAY_MILLISECONDS }
    const query = { metric: 'heart_rate', ...window, resolution: 'auto', points: chartPoints } as const
    const took = await timed(async () => {
      const { time } = await device.series(query)
      assert(time.length > 20, `points of a ${span}`)
    })
    bySpan.set(span, [...(bySpan.get(span) ?? []), took])
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
