/**
 * Goal: the page and the worker agree about where a day begins.
 * Method: compared with the calendar of health-model over two years of hours, in zones with odd offsets and changes of clocks.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localDayNumber, localDayToNumber, numberToLocalDay, startOfLocalDay } from '@nornos/health-model'
import { addDays, dayOf, daysBetween, startOfDay } from './days.ts'

const zones = [
  'UTC',
  'Europe/Oslo',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
]
const hours = Array.from(
  { length: 2 * 365 * 3 },
  (_, at) => Date.UTC(2025, 0, 1) + at * 8 * 3_600_000 + 1_234,
)

test('an instant is on the same day for the page and for the worker', () => {
  for (const zone of zones) {
    for (const at of hours)
      assert.equal(localDayToNumber(dayOf(at, zone)), localDayNumber(at, zone), `${zone} ${at}`)
  }
})

test('a day begins at the same moment for both, also when clocks change', () => {
  const first = localDayToNumber(dayOf(Date.UTC(2025, 0, 1), 'UTC'))
  for (const zone of zones) {
    for (let day = first; day < first + 730; day++) {
      assert.equal(startOfDay(numberToLocalDay(day), zone), startOfLocalDay(day, zone), `${zone} ${day}`)
    }
  }
})

test('a list of days includes both ends, and is empty when the end comes first', () => {
  const day = dayOf(Date.UTC(2026, 1, 27, 12), 'UTC')
  assert.deepEqual(daysBetween(day, addDays(day, 2)), ['2026-02-27', '2026-02-28', '2026-03-01'])
  assert.deepEqual(daysBetween(day, addDays(day, -1)), [])
})
