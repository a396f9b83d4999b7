/** Goal: confidence is coverage x precision x grade. Method: worked examples and monotonicity. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { confidenceOf } from './confidence.ts'

test('five of seven days, an interval of one relevant change and grade B give 0.40', () => {
  const confidence = confidenceOf({ coverage: 5 / 7, halfWidth: 3, relevantChange: 3, grade: 'B' })
  assert.ok(Math.abs(confidence - (5 / 7) * (2 / 3) * 0.85) < 1e-12)
})

test('three relevant changes of half-width leave nothing, and full coverage cannot be exceeded', () => {
  assert.equal(confidenceOf({ coverage: 1, halfWidth: 9, relevantChange: 3, grade: 'A' }), 0)
  assert.equal(confidenceOf({ coverage: 2, halfWidth: 0, relevantChange: 3, grade: 'A' }), 1)
})

test('fewer days or a wider interval never make surer', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(share, share, fc.double({ min: 0, max: 20, noNaN: true }), (more, less, halfWidth) => {
      const of = (coverage: number, width: number) =>
        confidenceOf({ coverage, halfWidth: width, relevantChange: 3, grade: 'A' })
      assert.ok(of(Math.min(more, less), halfWidth) <= of(Math.max(more, less), halfWidth))
      assert.ok(of(more, halfWidth + 1) <= of(more, halfWidth))
    }),
  )
})
