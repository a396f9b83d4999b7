/** Goal: reduced while it is read is the same as reduced afterwards. Method: random blocks of one and of several sources. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { reducePoints, usualGap } from './points.ts'
import { reduceMeasured } from './reduce-measured.ts'

const start = fc.integer({ min: -50, max: 1_050 })
const sample = fc.record({ time: start, value: fc.integer({ min: 30, max: 220 }) })
const block = fc.array(sample, { maxLength: 60 })

test('points, their number and the usual gap are those of all samples in time order', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 4 }), fc.integer({ min: 1, max: 80 }), (blocks, points) => {
      const query = { from: 0, to: 1_000, points }
      const all = blocks
        .flat()
        .filter(({ time }) => time >= query.from && time < query.to)
        .map(({ time, value }) => ({ time, value, min: value, max: value, count: 1 }))
        .sort((left, right) => left.time - right.time)
      const measured = reduceMeasured(blocks.map(columnsOf), query)
      assert.deepEqual(measured.points, reducePoints(all, query))
      assert.equal(measured.gapMs, usualGap(all))
      assert.equal(measured.count, all.length)
    }),
  )
})

function columnsOf(samples: readonly { readonly time: number; readonly value: number }[]) {
  return {
    count: samples.length,
    starts: Float64Array.from(samples, ({ time }) => time),
    values: Float64Array.from(samples, ({ value }) => value),
  }
}
