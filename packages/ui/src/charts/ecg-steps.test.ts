/** Goal: a table of a recording hides no peak and invents none. Method: ten voltages, four a second. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ecgSteps } from './ecg-steps.ts'

test('each second has its lowest and highest, the last one may be shorter', () => {
  assert.deepEqual(ecgSteps([1, -3, 2, 0, 5, 5, 5, 5, 7, 6], 4, 1), [
    { from: 0, lowest: -3, highest: 2 },
    { from: 1, lowest: 5, highest: 5 },
    { from: 2, lowest: 6, highest: 7 },
  ])
})

test('what was not measured counts for nothing, and a step without a voltage has none', () => {
  assert.deepEqual(ecgSteps([Number.NaN, 4, Number.NaN, Number.NaN], 2, 1), [
    { from: 0, lowest: 4, highest: 4 },
    { from: 1, lowest: null, highest: null },
  ])
  assert.deepEqual(ecgSteps([], 512, 1), [])
})
