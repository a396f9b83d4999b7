/**
 * Goal: the figures above a chart are those of the days that are there, of one source, against the time before.
 * Method: small answers written out by hand.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DaySeries } from '@nornos/contracts'
import { windowBefore, windowUpTo } from './day-window.ts'
import { figuresOf, metricDays } from './metric-days.ts'

const watch = 'a'.repeat(32)
const phone = 'b'.repeat(32)

test('a day of a summed metric is its sum, of an averaged one its average', () => {
  const steps = answer('steps', 'activity', [one(null, ['2026-03-01'], [2], [9_000])])
  const hrv = answer('hrv_sdnn', 'hrv', [one(watch, ['2026-03-01'], [3], [150])])
  assert.deepEqual(values(steps), [9_000])
  assert.deepEqual(values(hrv), [50])
})

test('two devices are never mixed: the one with the most days is shown, and said to be one of two', () => {
  const both = answer('hrv_sdnn', 'hrv', [
    one(phone, ['2026-03-01'], [1], [90]),
    one(watch, ['2026-03-01', '2026-03-02'], [1, 1], [40, 44]),
  ])
  assert.deepEqual(values(both), [40, 44])
  assert.equal(metricDays(both).sources, 2)
})

test('missing days are counted, never filled in', () => {
  const window = windowUpTo(20, '7')
  const points = [14, 16, 20].map((day) => ({ day, value: 10 }))
  const figures = figuresOf(points, window, windowBefore(window))
  assert.deepEqual(figures, { average: 10, days: 3, expected: 7, change: null })
})

test('an average is compared with the window before only when that has enough days', () => {
  const window = windowUpTo(20, '7')
  const now = [18, 19, 20].map((day) => ({ day, value: 12 }))
  const enough = [8, 9, 10].map((day) => ({ day, value: 10 }))
  assert.equal(figuresOf([...enough, ...now], window, windowBefore(window))?.change, 2)
  assert.equal(figuresOf([...enough.slice(1), ...now], window, windowBefore(window))?.change, null)
})

test('a window without a day has no figures', () => {
  const window = windowUpTo(20, '7')
  assert.equal(figuresOf([{ day: 3, value: 1 }], window, windowBefore(window)), null)
})

function values(series: DaySeries): number[] {
  return metricDays(series).points.map(({ value }) => value)
}

function answer(metric: string, field: string, series: readonly object[]): DaySeries {
  const eventId = crypto.randomUUID()
  return DaySeries.parse({ eventId, field, metric, unit: '1', resolution: 'day', series, cut: false })
}

function one(
  source: string | null,
  days: readonly string[],
  count: readonly number[],
  sum: readonly number[],
) {
  const zeros = days.map(() => 0)
  return { source, days, count, sum, min: zeros, max: zeros, mean: zeros, last: zeros }
}
