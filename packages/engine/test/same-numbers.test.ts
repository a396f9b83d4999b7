/**
 * Goal: the same shared data gives the same bytes, on the device and in the service.
 * Method: generated people as the store has them and as they are published and read back; permuted, doubled and
 * longer inputs; and a second process.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { localDayToNumber, numberToLocalDay } from '@nornos/health-model'
import { canonicalJson } from '@nornos/std'
import fc from 'fast-check'
import { DailyStatus, dailyStatusNeeds, runDailyStatus, snapshotJson, snapshotOf } from '../src/index.ts'
import { publishedParts, storedParts } from './generated-parts.ts'

const stored = storedParts(11, dailyStatusNeeds.sampleDays)
const expected = snapshotJson(snapshotOf(stored))

test('a generated person has facts from all three specialists', () => {
  const status = DailyStatus.parse(runDailyStatus(snapshotOf(stored)))
  assert.ok(status.specialists.every(({ state }) => state === 'ready'))
  assert.ok(status.facts.some(({ id }) => id === 'sleep.total.day' || id === 'sleep.total.week'))
})

test('device and service build one snapshot and one status', async () => {
  for (const seed of [11, 12, 13]) {
    const here = snapshotOf(storedParts(seed, dailyStatusNeeds.sampleDays))
    const there = snapshotOf(await publishedParts(seed, dailyStatusNeeds.sampleDays))
    assert.equal(snapshotJson(there), snapshotJson(here))
    assert.equal(canonicalJson(runDailyStatus(there)), canonicalJson(runDailyStatus(here)))
  }
})

test('years of older data change nothing', () => {
  assert.equal(snapshotJson(snapshotOf(storedParts(11, 300))), expected)
})

test('order and doubles change nothing', () => {
  const sleep = [...stored.sleep]
  const rows = stored.days.flatMap((one) => one.rows.map((row) => ({ ...one, rows: [row] })))
  fc.assert(
    fc.property(
      fc.shuffledSubarray(sleep, { minLength: sleep.length }),
      fc.shuffledSubarray(rows, { minLength: rows.length }),
      fc.subarray(sleep),
      fc.subarray(rows),
      (shuffledSleep, shuffledRows, sleepTwice, rowsTwice) => {
        const mixed = snapshotOf({
          ...stored,
          sleep: [...shuffledSleep, ...sleepTwice],
          days: [...shuffledRows, ...rowsTwice],
        })
        assert.equal(snapshotJson(mixed), expected)
      },
    ),
    { numRuns: 15 },
  )
})

test('a second process gives the same bytes', () => {
  const script = `
    import { canonicalJson } from '@nornos/std'
    import { runDailyStatus, snapshotOf } from '${new URL('../src/index.ts', import.meta.url)}'
    import { storedParts } from '${new URL('./generated-parts.ts', import.meta.url)}'
    process.stdout.write(canonicalJson(runDailyStatus(snapshotOf(storedParts(11, 72)))))`
  const other = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: new URL('.', import.meta.url),
    encoding: 'utf8',
  })
  assert.equal(other, canonicalJson(runDailyStatus(snapshotOf(stored))))
})

test('what lies after the day is not looked at', () => {
  const earlier = { ...stored, asOf: numberToLocalDay(localDayToNumber(stored.asOf) - 11) }
  const cutDay = localDayToNumber(earlier.asOf)
  const days = stored.days.map((one) => ({ ...one, rows: one.rows.filter(({ at }) => at <= cutDay) }))
  assert.deepEqual(snapshotOf({ ...earlier, days }).metrics, snapshotOf(earlier).metrics)
})
