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
  assert.deepEqual(describeSeries(drawn, 0, 2 * MINUTE), { lowest: 60, average: 61, highest: 62, gaps: 0 })
  assert.equal(describeSeries(drawn, 0, 9 * MINUTE)?.gaps, 1)
  assert.equal(describeSeries(drawn, 20 * MINUTE, 30 * MINUTE), null)
})

test('the figures of reduced points use what they stand for', () => {
  const reduced = breakAtGaps({ times: [0, 1], values: [60, 62], lows: [40, 55], highs: [90, 88] }, 1)
  assert.deepEqual(describeSeries(reduced, 0, 1), { lowest: 40, average: 61, highest: 90, gaps: 0 })
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
