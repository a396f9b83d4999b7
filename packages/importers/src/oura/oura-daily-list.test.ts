/** Goal: a night lies on its day, once, whatever was said of it. Method: lists with and without bedtimes, and of naps. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blobOf, recordingSink } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

test('without a bedtime the values of a night lie on its day, and its stages nowhere', async () => {
  const night = {
    readinessScore: 85,
    resilienceLevel: 'strong',
    deepSleepMinutes: 81,
    sleepPhase5Min: '1122',
  }
  const bedtime = { bedtimeStart: '2025-10-28T22:00:00-07:00', bedtimeEnd: '2025-10-29T06:00:00-07:00' }
  const list = [
    { date: '2025-10-28', bedtimeStart: null, bedtimeEnd: null, ...night },
    { date: '2025-10-29', ...bedtime, ...night },
  ]
  const sink = recordingSink()
  const result = await importFile(blobOf(JSON.stringify(list)), sink, { zone: 'America/Los_Angeles' })
  assert.ok(result.ok)
  assert.deepEqual(result.value.skipped, [])
  const times = (metric: string) => sink.of(metric).map(({ start, end }) => [start, end])
  const midnight = Date.parse('2025-10-28T00:00:00-07:00')
  const [from, to] = [Date.parse(bedtime.bedtimeStart), Date.parse(bedtime.bedtimeEnd)]
  assert.deepEqual(times('sleep_deep'), [
    [midnight, midnight],
    [from, to],
  ])
  assert.deepEqual(times('readiness_score'), [
    [midnight, midnight],
    [to, to],
  ])
  assert.equal(times('resilience').length, 2)
  assert.deepEqual(times('sleep_hypnogram')[0]?.[0], from)
})

test('a short sleep is a nap and no second night, and what was deleted is none at all', async () => {
  const sleep = (type: string, from: string, to: string, minutes: number) => ({
    ...{
      id: type,
      type,
      bedtime_start: `2025-10-28T${from}:00-07:00`,
      bedtime_end: `2025-10-28T${to}:00-07:00`,
    },
    ...{ total_sleep_duration: minutes * 60, efficiency: 90, sleep_phase_5_min: '22' },
  })
  const data = [
    sleep('long_sleep', '00:00', '07:00', 400),
    sleep('sleep', '14:00', '14:40', 36),
    sleep('late_nap', '18:30', '19:00', 25),
    sleep('rest', '20:00', '20:30', 30),
    sleep('deleted', '16:00', '16:30', 30),
  ]
  const sink = recordingSink()
  const result = await importFile(blobOf(JSON.stringify({ data })), sink, { zone: 'America/Los_Angeles' })
  assert.ok(result.ok)
  const minutes = (metric: string) => sink.of(metric).map(({ value }) => value / 60)
  assert.deepEqual(minutes('sleep_total'), [400])
  assert.deepEqual(minutes('sleep_nap'), [36, 25])
  assert.equal(sink.of('sleep_efficiency').length, 1)
  assert.equal(sink.of('sleep_hypnogram').length, 3)
  assert.deepEqual(
    sink.rawItems.map(({ type }) => type),
    ['sleep rest', 'sleep deleted'],
  )
})
