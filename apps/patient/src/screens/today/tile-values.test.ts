/** Goal: a tile never calls something unusual that is not. Method: values around the edges of a usual range. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareWithUsual, usualOf } from './tile-values.ts'

const usual = { low: 54, high: 60 }

test('a value on the edge of the usual range is within it, one beyond is outside by the difference', () => {
  assert.deepEqual(compareWithUsual(54, usual), { type: 'within', usual })
  assert.deepEqual(compareWithUsual(60, usual), { type: 'within', usual })
  assert.deepEqual(compareWithUsual(63, usual), { type: 'above', by: 3 })
  assert.deepEqual(compareWithUsual(50, usual), { type: 'below', by: 4 })
})

test('a total that still grows is never called too low, and may already be high', () => {
  assert.deepEqual(compareWithUsual(10, usual, true), { type: 'unfinished', usual })
  assert.deepEqual(compareWithUsual(61, usual, true), { type: 'above', by: 1 })
})

test('without a usual range nothing is compared', () => {
  assert.deepEqual(compareWithUsual(57, null), { type: 'none' })
})

test('what is usual needs a week, and one odd night does not move it much', () => {
  assert.equal(usualOf([400, 410, 420, 400, 410, 420]), null)
  const range = usualOf([400, 410, 420, 400, 410, 420, 90])
  assert.ok(range !== null && range.low > 380 && range.high < 440)
})
