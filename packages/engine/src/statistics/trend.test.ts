/**
 * Goal: a trend is the slope that is there, and days that resemble each other are not taken for one.
 * Method: worked examples, a naive oracle for the ranks, and false alarms counted on simulated people.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { autoregressive } from '../../test/simulated-person.ts'
import { seededDraw } from './seeded.ts'
import { mannKendall, ranksOf, trendOf } from './trend.ts'

const points = (values: readonly number[]) => values.map((value, day) => ({ day, value }))

test('a straight line has its own slope and no interval', () => {
  const trend = trendOf(points([3, 5, 7, 9, 11, 13, 15, 17]))
  assert.deepEqual([trend.slope, trend.low, trend.high], [2, 2, 2])
  assert.ok(trend.p < 0.01)
})

test('a constant series has no trend', () => {
  assert.deepEqual([trendOf(points([5, 5, 5, 5, 5])).slope, trendOf(points([5, 5, 5, 5, 5])).p], [0, 1])
})

test('the score of 1 3 2 2 5 is seven rising pairs less two falling ones', () => {
  const { score, variance } = mannKendall(points([1, 3, 2, 2, 5]), 0)
  assert.equal(score, 5)
  // 5 * 4 * 15 less the tied pair's 2 * 1 * 9, over 18.
  assert.ok(variance >= (300 - 18) / 18)
})

test('one wild day does not bend the slope', () => {
  const values = Array.from({ length: 28 }, (_, day) => 60 + day * 0.1)
  values[13] = 500
  assert.ok(Math.abs(trendOf(points(values)).slope - 0.1) < 0.01)
})

test('ranks equal counting smaller and equal values', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 }), (values) => {
      for (const [index, { value: rank }] of ranksOf(points(values)).entries()) {
        const own = values[index] ?? 0
        const smaller = values.filter((value) => value < own).length
        const equal = values.filter((value) => value === own).length
        assert.equal(rank, smaller + (equal + 1) / 2)
      }
    }),
  )
})

test('a rising series mirrored in time falls by the same slope with the same certainty', () => {
  const series = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 28 })
  fc.assert(
    fc.property(series, (values) => {
      const up = trendOf(points(values))
      const down = trendOf(points([...values].reverse()))
      assert.ok(Math.abs(up.slope + down.slope) < 1e-9)
      assert.ok(Math.abs(up.p - down.p) < 1e-9)
    }),
  )
})

test('correlated days without a trend are called a trend in at most 8 of 100 months (12 uncorrected)', () => {
  const draw = seededDraw('trend')
  const people = 1000
  let alarms = 0
  for (let person = 0; person < people; person++) {
    if (trendOf(points(autoregressive(28, 0.3, draw))).p < 0.05) alarms++
  }
  assert.ok(alarms / people <= 0.08, `${alarms} of ${people}`)
})
