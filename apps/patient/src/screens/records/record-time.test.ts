/** Goal: a point of a chart lies on the day that was stated. Method: dates and moments in zones on both sides of UTC. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from '#src/data/days.ts'
import { placeOnAxis } from './record-time.ts'

const zones = ['America/Los_Angeles', 'Europe/Oslo', 'Pacific/Auckland', 'Pacific/Kiritimati']
const midnight = (date: string) => Date.parse(`${date}T00:00:00Z`)

test('a stated date is on its day, a month and a year on their first, in every zone', () => {
  for (const zone of zones) {
    for (const [date, day] of [
      ['2024-02-29', '2024-02-29'],
      ['2024-03-10', '2024-03-10'],
      ['2023-12-31', '2023-12-31'],
      ['2024-03', '2024-03-01'],
      ['2024', '2024-01-01'],
    ] as const) {
      const place = placeOnAxis({ at: midnight(day), date }, zone)
      assert.ok(place !== null)
      assert.equal(dayOf(place, zone), day, `${date} ${zone}`)
    }
  }
})

test('a moment stays where it is, also at midnight of UTC, and what has no time has no place', () => {
  const at = midnight('2024-02-29')
  for (const zone of zones) assert.equal(placeOnAxis({ at, date: null }, zone), at)
  assert.equal(placeOnAxis({ at: null, date: null }, 'Europe/Oslo'), null)
  assert.equal(placeOnAxis({ at: null, date: '2023-02-29' }, 'Europe/Oslo'), null)
})
