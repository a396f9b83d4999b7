/** Goal: every value of a chart can be reached by keyboard, and none that is not there. Method: twenty-five values. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type GridPlace, nearestValue, walkGrid, walkValues } from './walk-values.ts'

const press = (key: string, at: number | null, shiftKey = false) => walkValues({ key, shiftKey }, at, 25)

test('Left begins at the newest value, Right at the oldest, and both stop at the edges', () => {
  assert.equal(press('ArrowLeft', null), 24)
  assert.equal(press('ArrowRight', null), 0)
  assert.equal(press('ArrowLeft', 0), 0)
  assert.equal(press('ArrowRight', 24), 24)
})

test('Shift moves by ten, Home and End go to the edges', () => {
  assert.equal(press('ArrowRight', 3, true), 13)
  assert.equal(press('ArrowLeft', 3, true), 0)
  assert.equal(press('Home', 12), 0)
  assert.equal(press('End', 12), 24)
})

test('other keys, and charts without values, are left alone', () => {
  assert.equal(press('Tab', 3), null)
  assert.equal(walkValues({ key: 'End', shiftKey: false }, null, 0), null)
})

test('in a grid Up and Down change the row and keep the day, and no key leaves it', () => {
  const size = { rows: 3, columns: 90 }
  const walk = (key: string, at: GridPlace | null) => walkGrid({ key, shiftKey: false }, at, size)
  assert.deepEqual(walk('ArrowDown', null), { row: 0, column: 89 })
  assert.deepEqual(walk('ArrowLeft', null), { row: 0, column: 89 })
  assert.deepEqual(walk('ArrowDown', { row: 0, column: 40 }), { row: 1, column: 40 })
  assert.deepEqual(walk('ArrowDown', { row: 2, column: 40 }), { row: 2, column: 40 })
  assert.deepEqual(walk('ArrowUp', { row: 0, column: 40 }), { row: 0, column: 40 })
  assert.deepEqual(walk('Home', { row: 2, column: 40 }), { row: 2, column: 0 })
  assert.equal(walk('Tab', { row: 2, column: 40 }), null)
  assert.equal(walkGrid({ key: 'ArrowDown', shiftKey: false }, null, { rows: 0, columns: 90 }), null)
})

test('a finger lands on the nearest value', () => {
  assert.equal(nearestValue([10, 40, 90], 60), 1)
  assert.equal(nearestValue([90, 40, 10], 0), 2)
  assert.equal(nearestValue([], 5), null)
})
