/** Goal: a number leaves the engine the same everywhere. Method: worked examples and a property over noise. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { roundTo } from './rounding.ts'

test('half goes away from zero, on both sides', () => {
  assert.equal(roundTo(2.5, 0), 3)
  assert.equal(roundTo(-2.5, 0), -3)
  assert.equal(roundTo(1.005, 2), 1.01)
})

test('nothing rounds to minus zero', () => {
  assert.ok(Object.is(roundTo(-0.2, 0), 0))
})

test('one unit in the last place never shows', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 3 }), (tenths, decimals) => {
      const value = tenths / 2 / 10 ** decimals
      const noisy = value * (1 + Number.EPSILON)
      assert.equal(roundTo(noisy, decimals), roundTo(value, decimals))
    }),
  )
})
