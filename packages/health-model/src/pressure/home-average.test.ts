/** Goal: the home average is that of the guideline. Method: weeks by hand, and the limits from both sides. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LocalDay } from '../instant.ts'
import { type HomeReading, homeAverage } from './home-average.ts'

const reading = (
  day: number,
  systolic: number,
  diastolic: number,
  part: HomeReading['part'] = 'morning',
): HomeReading => ({
  day: LocalDay.parse(`2026-03-${String(day).padStart(2, '0')}`),
  part,
  systolic,
  diastolic,
})

test('the first day is left out, and mornings and evenings of the others count alike', () => {
  const week = [
    reading(1, 190, 120),
    reading(2, 130, 80),
    reading(2, 140, 84, 'evening'),
    reading(3, 126, 78),
  ]
  assert.deepEqual(homeAverage(week), {
    days: 2,
    readings: 3,
    systolic: 132,
    diastolic: 242 / 3,
    isAtLimit: false,
  })
})

test('of more than seven days the newest seven count', () => {
  const days = Array.from({ length: 10 }, (_, index) => reading(index + 1, 100 + index, 70))
  const average = homeAverage(days)
  assert.equal(average?.days, 6)
  assert.equal(average?.systolic, (104 + 105 + 106 + 107 + 108 + 109) / 6)
})

test('two days are no average, and readings of noon make no day', () => {
  assert.equal(homeAverage([reading(1, 120, 80), reading(2, 120, 80)]), null)
  assert.equal(homeAverage([reading(1, 120, 80), reading(2, 120, 80), reading(3, 120, 80, 'other')]), null)
  assert.equal(homeAverage([]), null)
})

test('either value alone reaches the limit of 135/85, and one below it does not', () => {
  const three = (systolic: number, diastolic: number) =>
    homeAverage([1, 2, 3].map((day) => reading(day, systolic, diastolic)))?.isAtLimit
  assert.equal(three(134.9, 84.9), false)
  assert.equal(three(135, 70), true)
  assert.equal(three(110, 85), true)
})
