/**
 * Goal: whatever is zoomed can also be reached by buttons. Method: moves on a window of a hundred hours.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWhole, moveRange } from './zoom.ts'

const HOUR = 3_600_000
const limits = { from: 0, until: 100 * HOUR }

test('zooming in halves the window around its middle, and out restores it', () => {
  const closer = moveRange(limits, limits, 'in')
  assert.deepEqual(closer, { from: 25 * HOUR, until: 75 * HOUR })
  assert.deepEqual(moveRange(closer, limits, 'out'), limits)
})

test('moving stops at the ends of what there is', () => {
  const first = { from: 0, until: 10 * HOUR }
  assert.deepEqual(moveRange(first, limits, 'earlier'), first)
  assert.deepEqual(moveRange(first, limits, 'later'), { from: 5 * HOUR, until: 15 * HOUR })
})

test('a window never becomes shorter than a minute', () => {
  const minute = { from: 0, until: 60_000 }
  assert.equal(moveRange(minute, limits, 'in').until, 60_000)
})

test('the whole is recognised, a part is not', () => {
  assert.equal(isWhole(limits, limits), true)
  assert.equal(isWhole({ from: HOUR, until: limits.until }, limits), false)
})
