/** Goal: days that are missing change no average. Method: three days by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysFigures } from './days-figures.ts'

test('the average is that of the days with data', () => {
  assert.deepEqual(daysFigures(Float64Array.of(8_000, 4_000, 9_000)), {
    days: 3,
    mean: 7_000,
    lowest: 4_000,
    highest: 9_000,
  })
})

test('without a day there are no figures', () => {
  assert.equal(daysFigures([]), null)
})
