/** Goal: an item comes to its new place and nothing is lost. Method: a few items, all directions, and both edges. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moved } from './moved.ts'

test('an item changes places with its neighbour', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 2, 1), ['a', 'c', 'b'])
  assert.deepEqual(moved(['a', 'b', 'c'], 0, 1), ['b', 'a', 'c'])
})

test('what is dragged far passes the others, which keep their order', () => {
  assert.deepEqual(moved(['a', 'b', 'c', 'd'], 0, 3), ['b', 'c', 'd', 'a'])
  assert.deepEqual(moved(['a', 'b', 'c', 'd'], 3, 0), ['d', 'a', 'b', 'c'])
})

test('nothing moves over the edge, or onto itself', () => {
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 1, 2), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 5, 1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 1, 1), ['a', 'b'])
})
