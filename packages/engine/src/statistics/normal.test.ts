/** Goal: tail probabilities are the tables'. Method: tabulated values and an effective-n example. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalCumulative, studentPoint, twoSidedP } from './normal.ts'
import { periodMean } from './period-mean.ts'

test('the normal distribution has its tabulated values', () => {
  for (const [z, probability] of [
    [0, 0.5],
    [1, 0.8413447],
    [1.959964, 0.975],
    [-2.5, 0.0062097],
  ] as const) {
    assert.ok(Math.abs(normalCumulative(z) - probability) < 2e-7, `${z}`)
  }
  assert.ok(Math.abs(twoSidedP(-1.959964) - 0.05) < 2e-7)
})

test("Student's points shrink towards 1.96", () => {
  assert.deepEqual(
    [studentPoint(1), studentPoint(6), studentPoint(6.9), studentPoint(1000)],
    [12.706, 2.447, 2.447, 1.96],
  )
})

test('alternating days give the plain interval and days that drift a wider one', () => {
  const alternating = periodMean([400, 440, 400, 440, 400, 440, 400].map((value, day) => ({ day, value })))
  const drifting = periodMean([400, 400, 400, 400, 440, 440, 440].map((value, day) => ({ day, value })))
  assert.ok(Math.abs(alternating.mean - drifting.mean) < 1e-9)
  assert.ok(Math.abs(alternating.halfWidth - (2.447 * 21.380899) / Math.sqrt(7)) < 1e-3)
  assert.ok(drifting.halfWidth > alternating.halfWidth * 2)
})
