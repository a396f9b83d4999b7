/** Goal: each day stands in its week and in its fifth. Method: a known month, Monday first and Sunday first. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarCells, monthStarts } from './calendar-grid.ts'

const november = Array.from({ length: 30 }, (_, at) => ({
  day: `2026-11-${String(at + 1).padStart(2, '0')}`,
  value: at === 3 ? null : at * 100,
}))

test('1 November 2026 is a Sunday: last row of a week that begins on Monday, first row of one on Sunday', () => {
  assert.equal(calendarCells(november, 1)[0]?.weekday, 6)
  assert.equal(calendarCells(november, 7)[0]?.weekday, 0)
  assert.equal(calendarCells(november, 1)[1]?.week, 1)
})

test('days without data have no step, all others one of five', () => {
  const cells = calendarCells(november, 1)
  assert.equal(cells[3]?.step, 0)
  assert.deepEqual([...new Set(cells.map((cell) => cell.step))].sort(), [0, 1, 2, 3, 4, 5])
})

test('a month is named where it begins, unless the next name would touch it', () => {
  const days = [{ day: '2026-10-31', value: 1 }, ...november]
  assert.deepEqual(
    monthStarts(calendarCells(days, 1)).map(({ day }) => day),
    ['2026-11-01'],
  )
})
