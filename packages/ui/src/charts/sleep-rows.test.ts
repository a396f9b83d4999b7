/** Goal: a night is shown as the device saw it. Method: nights with and without stages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sleepRows, stageTotals } from './sleep-rows.ts'

const MINUTE = 60_000
const staged = [
  { stage: 'light', from: 0, until: 30 * MINUTE },
  { stage: 'deep', from: 30 * MINUTE, until: 90 * MINUTE },
  { stage: 'light', from: 90 * MINUTE, until: 100 * MINUTE },
] as const

test('a night with stages has the four rows, even for a stage that did not occur', () => {
  assert.deepEqual(sleepRows(staged), ['awake', 'rem', 'light', 'deep'])
})

test('a night without stages has no rows that the device could not have seen', () => {
  assert.deepEqual(sleepRows([{ stage: 'asleep', from: 0, until: 1 }]), ['awake', 'asleep'])
})

test('the totals add the stretches of a stage and leave out stages of no length', () => {
  assert.deepEqual(stageTotals(staged), [
    { stage: 'light', milliseconds: 40 * MINUTE },
    { stage: 'deep', milliseconds: 60 * MINUTE },
  ])
})
