/**
 * Goal: what the person says about where they were holds, and the days and nights follow.
 * Method: a table of travel, clock changes, a leap day, midnight and unknown zones, each painted over what a device noticed.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localDayToNumber } from '../day-number.ts'
import { Instant, LocalDay } from '../instant.ts'
import { localDayNumber, nightDayNumber, ZoneHistory, zoneFinder } from './local-day.ts'
import { paintStays, type Stay } from './paint-stays.ts'

const ms = (text: string) => Date.parse(text)
const oslo = ZoneHistory.parse([{ from: null, zone: 'Europe/Oslo' }])

function stay(from: string, until: string | null, zone: string): Stay {
  return { from: ms(from), until: until === null ? null : ms(until), zone }
}

const trip = stay('2024-02-28T12:00:00Z', '2024-03-20T12:00:00Z', 'America/New_York')

/** What is said, a moment, its day, the day of its night. */
const cases: readonly (readonly [string, readonly Stay[], string, string | null, string | null])[] = [
  ['at home', [], '2024-02-28T23:30:00Z', '2024-02-29', '2024-02-29'],
  ['leap day, abroad', [trip], '2024-02-29T23:30:00Z', '2024-02-29', '2024-03-01'],
  ['leap day ends later abroad', [trip], '2024-03-01T04:59:59Z', '2024-02-29', '2024-03-01'],
  ['the clocks of New York go on', [trip], '2024-03-11T03:59:59Z', '2024-03-10', '2024-03-11'],
  ['and its day has 23 hours', [trip], '2024-03-11T04:00:00Z', '2024-03-11', '2024-03-11'],
  ['back home', [trip], '2024-03-20T23:00:00Z', '2024-03-21', '2024-03-21'],
  ['the moment of leaving', [trip], '2024-02-28T12:00:00Z', '2024-02-28', '2024-02-28'],
  [
    'across the date line',
    [stay('2024-06-01T00:00:00Z', null, 'Pacific/Kiritimati')],
    '2024-06-01T10:30:00Z',
    '2024-06-02',
    '2024-06-02',
  ],
  [
    'half an hour',
    [stay('2024-06-01T00:00:00Z', null, 'Asia/Kathmandu')],
    '2024-06-01T18:15:00Z',
    '2024-06-02',
    '2024-06-02',
  ],
  ['the clocks of Oslo go back', [], '2024-10-27T22:59:59Z', '2024-10-27', '2024-10-28'],
  [
    'a zone that no platform knows',
    [stay('2024-06-01T00:00:00Z', null, 'Mars/Olympus')],
    '2024-06-01T10:00:00Z',
    null,
    null,
  ],
  [
    'nobody knows',
    [stay('2024-06-01T00:00:00Z', '2024-06-02T00:00:00Z', '')],
    '2024-06-01T10:00:00Z',
    null,
    null,
  ],
  [
    'the later word counts',
    [trip, stay('2024-03-01T00:00:00Z', '2024-03-02T00:00:00Z', 'Asia/Tokyo')],
    '2024-03-01T16:00:00Z',
    '2024-03-02',
    '2024-03-02',
  ],
  [
    'and the earlier one goes on after it',
    [trip, stay('2024-03-01T00:00:00Z', '2024-03-02T00:00:00Z', 'Asia/Tokyo')],
    '2024-03-02T04:30:00Z',
    '2024-03-01',
    '2024-03-02',
  ],
  [
    'a stay that ends before it begins is none',
    [stay('2024-03-02T00:00:00Z', '2024-03-01T00:00:00Z', 'Asia/Tokyo')],
    '2024-03-02T16:00:00Z',
    '2024-03-02',
    '2024-03-02',
  ],
]

test('days and nights follow what the person says', () => {
  for (const [name, stays, moment, day, night] of cases) {
    const history = ZoneHistory.parse(paintStays(oslo, stays))
    const zone = zoneFinder(history)(ms(moment), '')
    const number = (text: string | null) => (text === null ? null : localDayToNumber(LocalDay.parse(text)))
    assert.equal(zone === null ? null : localDayNumber(ms(moment), zone), number(day), `${name}: day`)
    assert.equal(zone === null ? null : nightDayNumber(ms(moment), zone), number(night), `${name}: night`)
  }
})

test('what devices noticed later stays, and an open stay ends where they noticed something', () => {
  const noticed = ZoneHistory.parse([
    { from: null, zone: 'Europe/Oslo' },
    { from: '2024-07-01T00:00:00Z', zone: 'Europe/Rome' },
  ])
  assert.deepEqual(paintStays(noticed, [stay('2024-06-01T00:00:00Z', null, 'Asia/Tokyo')]), [
    { from: null, zone: 'Europe/Oslo' },
    { from: Instant.parse('2024-06-01T00:00:00Z'), zone: 'Asia/Tokyo' },
    { from: Instant.parse('2024-07-01T00:00:00Z'), zone: 'Europe/Rome' },
  ])
})

test('a stay before the first known zone says nothing about what was between', () => {
  const late = ZoneHistory.parse([{ from: '2024-07-01T00:00:00Z', zone: 'Europe/Oslo' }])
  const history = paintStays(late, [stay('2024-05-01T00:00:00Z', '2024-05-02T00:00:00Z', 'Asia/Tokyo')])
  const find = zoneFinder(history)
  assert.equal(find(ms('2024-05-01T10:00:00Z'), ''), 'Asia/Tokyo')
  assert.equal(find(ms('2024-06-01T10:00:00Z'), ''), null)
})
