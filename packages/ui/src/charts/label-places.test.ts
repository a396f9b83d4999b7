/** Goal: every word of a mark can be read. Method: marks side by side, close together, and at the edge. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labelPlaces } from './label-places.ts'

const rowsOf = (...xs: readonly number[]) =>
  labelPlaces(
    xs.map((x) => ({ x, width: 100 })),
    1_000,
  ).map(({ row }) => row)

test('marks with room share a row, close ones stand below each other, and a fourth has its line alone', () => {
  assert.deepEqual(rowsOf(0, 100, 500), [0, 0, 0])
  assert.deepEqual(rowsOf(0, 20, 40, 60, 120), [0, 1, 2, null, 0])
})

test('at the right edge the words stand before the line, and still cover nothing', () => {
  const places = labelPlaces(
    [
      { x: 850, width: 100 },
      { x: 980, width: 100 },
    ],
    1_000,
  )
  assert.deepEqual(places, [
    { isRight: false, row: 0 },
    { isRight: true, row: 1 },
  ])
})
