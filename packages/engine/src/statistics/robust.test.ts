/** Goal: medians and spreads are the textbook's. Method: worked examples and naive definitions as oracle. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { median, quantile, scaledMad, standardDeviation } from './robust.ts'

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 })

test('the median of an even number of values is the middle between the two inner ones', () => {
  assert.equal(median([9, 1, 3, 5]), 4)
  assert.equal(median([7]), 7)
})

test('the scaled deviation of 1 1 2 2 4 6 9 is 1.4826', () => {
  assert.equal(scaledMad([1, 1, 2, 2, 4, 6, 9]), 1.4826)
})

test('the standard deviation of 2 4 4 4 5 5 7 9 is the sample one, and one value has none', () => {
  assert.ok(Math.abs(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9]) - Math.sqrt(32 / 7)) < 1e-12)
  assert.equal(standardDeviation([3]), 0)
})

test('at least half of the values lie on each side of the median', () => {
  fc.assert(
    fc.property(values, (sample) => {
      const centre = median(sample)
      assert.ok(sample.filter((value) => value <= centre).length * 2 >= sample.length)
      assert.ok(sample.filter((value) => value >= centre).length * 2 >= sample.length)
    }),
  )
})

test('one wild value among eleven does not move the spread to infinity', () => {
  const calm = [50, 51, 52, 50, 51, 52, 50, 51, 52, 51]
  assert.ok(scaledMad([...calm, 1e9]) < 2)
})

test('quantiles rise with q and stay inside the sample', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (sample, q) => {
      const at = quantile(sample, q)
      assert.ok(at >= Math.min(...sample) && at <= Math.max(...sample))
      assert.ok(quantile(sample, q / 2) <= at + 1e-9)
    }),
  )
})
