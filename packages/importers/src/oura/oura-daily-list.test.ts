/** Goal: a night whose times are not said is still a night of its day. Method: a list with and without bedtimes. */
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
