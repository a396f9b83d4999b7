/**
 * Goal: a chart never invents a value. Method: small series with holes, checked point by point.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { breakAtGaps, describeSeries, nearestPoint, stepPoint } from './series.ts'

const MINUTE = 60_000
const series = {
  times: [0, 1, 2, 5, 6, 7].map((minute) => minute * MINUTE),
  values: [60, 61, 62, 70, Number.NaN, 72],
}
const drawn = breakAtGaps(series, MINUTE)

test('the line breaks where twice the interval passed without a value, and nowhere else', () => {
  assert.deepEqual(drawn.values, [60, 61, 62, null, 70, 72])
  assert.equal(breakAtGaps(series, 3 * MINUTE).values.includes(null), false)
})

test('a value that is missing or not a number is left out, not drawn as zero', () => {
  assert.equal(drawn.values.includes(0), false)
  assert.deepEqual(breakAtGaps({ times: [1, 2], values: [null, Number.NaN] }, 1).times, [])
})

test('the figures come from the points in view and count the gaps in view', () => {
  const [first, last] = [
    { from: 0, until: 2 * MINUTE },
    { from: 20 * MINUTE, until: 30 * MINUTE },
  ]
  assert.deepEqual(describeSeries(drawn, MINUTE, first), { lowest: 60, average: 61, highest: 62, gaps: 0 })
  assert.equal(describeSeries(drawn, MINUTE, { from: 0, until: 9 * MINUTE })?.gaps, 1)
  assert.equal(describeSeries(drawn, MINUTE, last), null)
})

test('the figures of reduced points use what they stand for', () => {
  const reduced = breakAtGaps({ times: [0, 1], values: [60, 62], lows: [40, 55], highs: [90, 88] }, 1)
  assert.deepEqual(describeSeries(reduced, 1, { from: 0, until: 1 }), {
    lowest: 40,
    average: 61,
    highest: 90,
    gaps: 0,
  })
})

test('the average is over time: what is measured more often does not count for more', () => {
  // Ten minutes at 60, one of training at 150 with a reading each second, nine minutes at 60 again.
  const calm = (from: number, count: number) => Array.from({ length: count }, (_, at) => (from + at) * MINUTE)
  const training = Array.from({ length: 60 }, (_, at) => 10 * MINUTE + at * 1_000)
  const times = [...calm(0, 10), ...training, ...calm(11, 9)]
  const values = times.map((time) => (training.includes(time) ? 150 : 60))
  const day = breakAtGaps({ times, values }, MINUTE)
  assert.equal(describeSeries(day, MINUTE, { from: 0, until: 20 * MINUTE })?.average, (19 * 60 + 150) / 20)
})

test('where no interval is expected there is no gap, and the average is that of the values', () => {
  const results = breakAtGaps({ times: [0, 1, 1_000 * MINUTE], values: [5, 6, 10] }, Infinity)
  const all = { from: 0, until: 2_000 * MINUTE }
  assert.deepEqual(describeSeries(results, Infinity, all), { lowest: 5, average: 7, highest: 10, gaps: 0 })
})

test('the keyboard steps from value to value, over gaps, and stops at the edge of the view', () => {
  const all = { from: 0, until: 9 * MINUTE }
  assert.equal(stepPoint(drawn, 2, 1, all), 4)
  assert.equal(stepPoint(drawn, 4, -1, all), 2)
  assert.equal(stepPoint(drawn, 0, 10, all), 5)
  assert.equal(stepPoint(drawn, 2, 1, { from: 0, until: 3 * MINUTE }), 2)
})

test('the nearest value is never a gap', () => {
  assert.equal(nearestPoint(drawn, 3 * MINUTE), 2)
  assert.equal(nearestPoint({ times: [], values: [], lows: [], highs: [] }, 0), null)
})
