/** Goal: a pair is in the class that the guideline's own table names. Method: the limits of the tables, from both sides. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PressureGuidelineId, pressureClass } from './pressure-class.ts'

const cases: readonly [PressureGuidelineId, number, number, string][] = [
  ['esh2023', 119, 79, 'optimal'],
  ['esh2023', 120, 70, 'normal'],
  ['esh2023', 118, 80, 'normal'],
  ['esh2023', 129, 84, 'normal'],
  ['esh2023', 130, 84, 'high_normal'],
  ['esh2023', 139, 90, 'grade_1'],
  ['esh2023', 140, 70, 'grade_1'],
  ['esh2023', 160, 99, 'grade_2'],
  ['esh2023', 150, 110, 'grade_3'],
  ['aha2017', 119, 79, 'normal'],
  ['aha2017', 120, 79, 'elevated'],
  ['aha2017', 119, 80, 'stage_1'],
  ['aha2017', 130, 79, 'stage_1'],
  ['aha2017', 139, 90, 'stage_2'],
]

for (const [guideline, systolic, diastolic, expected] of cases) {
  test(`${systolic}/${diastolic} is ${expected} by ${guideline}`, () => {
    assert.equal(pressureClass({ systolic, diastolic }, guideline).id, expected)
  })
}
