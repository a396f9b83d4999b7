/** Goal: steps through time show each day once and stay where there is data. Method: windows around limits. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LocalDay } from '@nornos/health-model'
import { fromMonday, millisecondsOf, resolutionOf, stepWindow, windowOf } from './chart-window.ts'

const day = (text: string) => LocalDay.parse(text)
const limits = { oldest: day('2025-01-10'), newest: day('2026-11-22') }

test('a week is seven days that end on the chosen one, and all begins at the first reading', () => {
  assert.deepEqual(windowOf('week', limits.newest, limits.oldest), {
    first: '2026-11-16',
    last: '2026-11-22',
  })
  assert.equal(windowOf('all', limits.newest, limits.oldest).first, limits.oldest)
})

test('one step back ends the day before the window began, and no step leaves the data', () => {
  assert.equal(stepWindow('week', limits.newest, -1, limits), '2026-11-15')
  assert.equal(stepWindow('week', day('2026-11-20'), 1, limits), limits.newest)
  assert.equal(stepWindow('year', day('2025-03-01'), -1, limits), limits.oldest)
})

test('a day on which clocks change has 23 or 25 hours', () => {
  const hours = (text: string) => {
    const { from, until } = millisecondsOf({ first: day(text), last: day(text) }, 'Europe/Oslo')
    return (until - from) / 3_600_000
  }
  assert.deepEqual(['2026-03-29', '2026-10-25', '2026-11-22'].map(hours), [23, 25, 24])
})

test('a stretch of weeks begins on a Monday, and one that does so stays', () => {
  const last = limits.newest
  assert.deepEqual(fromMonday({ first: day('2025-11-23'), last }), { first: '2025-11-17', last })
  assert.deepEqual(fromMonday({ first: day('2025-11-24'), last }), { first: '2025-11-24', last })
})

test('totals are drawn by hour, day, week or month, readings as fine as it fits', () => {
  assert.equal(resolutionOf('day', true, 1), 'hour')
  assert.equal(resolutionOf('month', true, 30), 'day')
  assert.equal(resolutionOf('halfYear', true, 182), 'week')
  assert.equal(resolutionOf('year', true, 365), 'week')
  assert.equal(resolutionOf('all', true, 60), 'day')
  assert.equal(resolutionOf('all', true, 2_000), 'month')
  assert.equal(resolutionOf('all', false, 2_000), 'auto')
})
