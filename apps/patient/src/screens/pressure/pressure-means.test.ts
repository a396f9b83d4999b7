/** Goal: an average is that of all pairs and of nothing else. Method: three pairs by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meanOf } from './pressure-means.ts'

test('both values are averaged alone', () => {
  const pairs = [
    { systolic: 120, diastolic: 80 },
    { systolic: 130, diastolic: 82 },
    { systolic: 140, diastolic: 90 },
  ]
  assert.deepEqual(meanOf(pairs), { readings: 3, systolic: 130, diastolic: 84 })
})

test('without a pair there is no average', () => {
  assert.equal(meanOf([]), null)
})
