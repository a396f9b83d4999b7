/** Goal: a chart never has too many points, hides no peak and fills no gap. Method: random series, and small ones by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Point, reducePoints, usualGap } from './points.ts'

const pointAt = (time: number, value: number): Point => ({ time, value, min: value, max: value, count: 1 })

test('reduced points keep the lowest, the highest and the number of readings', () => {
  const readings = fc.array(fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer()), { minLength: 1 })
  fc.assert(
    fc.property(readings, fc.integer({ min: 1, max: 40 }), (pairs, points) => {
      const all = pairs.map(([time, value]) => pointAt(time, value)).sort((a, b) => a.time - b.time)
      const reduced = reducePoints(all, { from: 0, to: 10_000, points })
      assert.ok(reduced.length <= points || reduced.length === all.length)
      const least = (list: readonly Point[]) => Math.min(...list.map(({ min }) => min))
      const most = (list: readonly Point[]) => Math.max(...list.map(({ max }) => max))
      assert.equal(least(reduced), least(all))
      assert.equal(most(reduced), most(all))
      assert.equal(
        reduced.reduce((sum, { count }) => sum + count, 0),
        all.length,
      )
      assert.ok(reduced.every(({ time }, at) => at === 0 || time >= (reduced[at - 1]?.time ?? time)))
    }),
  )
})

test('where nothing was measured there is no point', () => {
  const all = [0, 1, 2, 900, 901, 902].map((time) => pointAt(time, time))
  const reduced = reducePoints(all, { from: 0, to: 1_000, points: 4 })
  assert.deepEqual(
    reduced.map(({ time, count }) => [time, count]),
    [
      [0, 3],
      [900, 3],
    ],
  )
})

test('neighbours belong together up to twice the usual distance', () => {
  const every5Minutes = [0, 1, 2, 3, 30].map((step) => pointAt(step * 300_000, 1))
  assert.equal(usualGap(every5Minutes), 600_000)
  assert.equal(usualGap([]), 60_000)
})

test('an hour of training, measured each second, makes no gap of a day measured every five minutes', () => {
  const training = Array.from({ length: 3_600 }, (_, second) => pointAt(second * 1_000, 130))
  const rest = Array.from({ length: 264 }, (_, step) => pointAt(3_600_000 + step * 300_000, 60))
  assert.equal(usualGap([...training, ...rest].slice(-2_000)), 600_000)
})

test('a night without the watch stays a gap', () => {
  const day = Array.from({ length: 60 }, (_, step) => pointAt(step * 300_000, 60))
  const next = day.map(({ time }) => pointAt(time + 15 * 3_600_000, 60))
  assert.equal(usualGap([...day, ...next]), 600_000)
})

test('weights of once a week belong together', () => {
  const weeks = Array.from({ length: 20 }, (_, week) => pointAt(week * 604_800_000, 70))
  assert.equal(usualGap(weeks), 1_209_600_000)
})
