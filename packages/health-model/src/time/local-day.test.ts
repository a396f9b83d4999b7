/**
 * Goal: a moment is on the day that the person lived it.
 * Method: clock changes, travel, half-hour zones and unknown zones by table; then days against Temporal by property.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { localDayToNumber, numberToLocalDay } from '../day-number.ts'
import { DAY_MILLISECONDS, Instant, LocalDay } from '../instant.ts'
import { localDayNumber, nightDayNumber, startOfLocalDay, ZoneHistory, zoneFinder } from './local-day.ts'
import { zoneOffset } from './zone-offset.ts'

const at = (text: string) => Date.parse(text)

const cases: readonly (readonly [string, string, string])[] = [
  ['2025-03-29T22:59:59Z', 'Europe/Berlin', '2025-03-29'],
  ['2025-03-29T23:00:00Z', 'Europe/Berlin', '2025-03-30'],
  // The day with 23 hours ends at 22:00 UTC.
  ['2025-03-30T21:59:59Z', 'Europe/Berlin', '2025-03-30'],
  ['2025-03-30T22:00:00Z', 'Europe/Berlin', '2025-03-31'],
  ['2025-10-26T22:59:59Z', 'Europe/Berlin', '2025-10-26'],
  ['2025-01-01T18:14:59Z', 'Asia/Kathmandu', '2025-01-01'],
  ['2025-01-01T18:15:00Z', 'Asia/Kathmandu', '2025-01-02'],
  ['2024-02-29T07:59:59Z', 'America/Los_Angeles', '2024-02-28'],
  ['2024-02-29T08:00:00Z', 'America/Los_Angeles', '2024-02-29'],
  ['2025-06-01T11:59:59Z', 'Pacific/Kiritimati', '2025-06-02'],
  ['1969-12-31T23:59:59Z', 'UTC', '1969-12-31'],
]

test('the local day follows the zone through clock changes, half hours and the date line', () => {
  for (const [instant, zone, day] of cases) {
    assert.equal(
      localDayNumber(at(instant), zone),
      localDayToNumber(LocalDay.parse(day)),
      `${instant} ${zone}`,
    )
  }
})

test('days and offsets are those of Temporal, in any order of asking', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Asia/Tokyo',
    'UTC',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: -1e12, max: 3e12 }), (zone, milliseconds) => {
      const moment = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone)
      assert.equal(zoneOffset(milliseconds, zone), Math.round(moment.offsetNanoseconds / 1e6))
      const day = localDayNumber(milliseconds, zone)
      assert.ok(day !== null)
      assert.equal(numberToLocalDay(day), moment.toPlainDate().toString())
      const start = startOfLocalDay(day, zone)
      assert.ok(start !== null && start <= milliseconds)
      assert.equal(localDayNumber(start, zone), day)
      assert.equal(localDayNumber(start - 1, zone), day - 1)
    }),
    { numRuns: 300 },
  )
})

test('the stated zone comes before the history, the history before nothing', () => {
  const find = zoneFinder(
    ZoneHistory.parse([
      { from: null, zone: 'Europe/Berlin' },
      { from: '2025-07-01T10:00:00Z', zone: 'America/New_York' },
    ]),
  )
  assert.equal(find(at('2025-07-01T09:59:59Z'), ''), 'Europe/Berlin')
  assert.equal(find(at('2025-07-01T10:00:00Z'), ''), 'America/New_York')
  assert.equal(find(at('2025-07-01T10:00:00Z'), 'Asia/Tokyo'), 'Asia/Tokyo')
  // What no platform knows is no evidence.
  assert.equal(find(at('2025-07-01T10:00:00Z'), 'Mars/Olympus'), 'America/New_York')
  assert.equal(find(at('2025-07-01T10:00:00Z'), '+0200'), 'America/New_York')
  assert.equal(zoneFinder([])(0, ''), null)
  assert.equal(zoneFinder([{ from: Instant.parse('2025-01-01T00:00:00Z'), zone: 'UTC' }])(0, ''), null)
  assert.equal(localDayNumber(0, 'Mars/Olympus'), null)
})

test('a history out of order is none', () => {
  const zone = 'UTC'
  const later = { from: '2025-07-01T10:00:00Z', zone }
  assert.equal(ZoneHistory.safeParse([{ from: null, zone }, later]).success, true)
  assert.equal(ZoneHistory.safeParse([later, { from: null, zone }]).success, false)
  assert.equal(ZoneHistory.safeParse([later, later]).success, false)
})

test('what is measured in the evening belongs to the night that ends on the next day', () => {
  const monday = at('2025-06-02T00:00:00Z') / DAY_MILLISECONDS
  assert.equal(nightDayNumber(at('2025-06-02T15:59:59Z'), 'Europe/Berlin'), monday)
  assert.equal(nightDayNumber(at('2025-06-02T16:00:00Z'), 'Europe/Berlin'), monday + 1)
  assert.equal(nightDayNumber(at('2025-06-03T05:00:00Z'), 'Europe/Berlin'), monday + 1)
})
