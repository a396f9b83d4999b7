/** Goal: nothing counts twice, and a flood neither grows without end nor makes room for a repetition. Method: a clock by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createReplayGuard } from './replay-guard.ts'

test('an id counts once until it would be too old anyway', () => {
  const guard = createReplayGuard(10)
  assert.equal(guard.firstUse('a', 5_000, 0), true)
  assert.equal(guard.firstUse('a', 5_000, 5_000), false)
  assert.equal(guard.firstUse('b', 5_000, 0), true)
})

test('at the last moment of its life an id is still remembered', () => {
  const guard = createReplayGuard(10)
  guard.firstUse('a', 20_000, 0)
  assert.equal(guard.firstUse('a', 20_000, 20_000), false)
})

test('a full guard refuses what is new and forgets nothing, until there is room', () => {
  const guard = createReplayGuard(2)
  guard.firstUse('a', 1_000, 0)
  guard.firstUse('b', 9_000, 0)
  assert.equal(guard.firstUse('c', 9_000, 10), false)
  assert.equal(guard.firstUse('a', 9_000, 900), false)
  assert.equal(guard.firstUse('c', 9_000, 1_500), true)
  assert.equal(guard.firstUse('d', 9_000, 3_000), false)
})
