/** Goal: a path goes through its points and an area closes. Method: three points by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areaPath, linePath } from './svg-paths.ts'

const low = [
  { x: 0, y: 9 },
  { x: 5, y: 8.25 },
]
const high = [
  { x: 0, y: 1 },
  { x: 5, y: 2 },
]

test('a line goes from point to point', () => {
  assert.equal(linePath(low), 'M0.0 9.0L5.0 8.3')
  assert.equal(linePath([]), '')
})

test('an area goes along the upper edge and back along the lower one', () => {
  assert.equal(areaPath(low, high), 'M0.0 1.0L5.0 2.0L5.0 8.3L0.0 9.0Z')
  assert.equal(areaPath([], []), '')
})
