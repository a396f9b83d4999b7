/** Goal: an item moves one place and nothing is lost. Method: three items and both edges. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moved } from './moved.ts'

test('an item changes places with its neighbour', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 2, -1), ['a', 'c', 'b'])
  assert.deepEqual(moved(['a', 'b', 'c'], 0, 1), ['b', 'a', 'c'])
})

test('nothing moves over the edge', () => {
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 1, 1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 5, 1), ['a', 'b'])
})
