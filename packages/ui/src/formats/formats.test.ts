/** Goal: figures and times read as the person writes them. Method: one instant in several locales and zones. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeFormats } from './formats.ts'

const at = Date.UTC(2026, 10, 22, 14, 5)
const british = makeFormats('en-GB', 'Europe/Oslo')

test('an instant is shown in the zone of the person, a civil day has none', () => {
  assert.equal(british.time(at), '15:05')
  assert.equal(makeFormats('en-GB', 'Pacific/Auckland').shortDate(at), '23 Nov')
  assert.equal(makeFormats('en-GB', 'Pacific/Auckland').day('2026-11-22'), 'Sunday 22 November')
})

test('the clock and the digits follow the locale', () => {
  assert.match(makeFormats('en-US', 'UTC').time(at), /^2:05\sPM$/)
  assert.equal(makeFormats('de-DE', 'UTC').number(8214.5, 1), '8.214,5')
})

test('a size is named in the unit that it fits into, and rounding never names a thousand of one', () => {
  const sizes = [0, 999, 1_000, 999_499, 999_500, 3_440_000, 999_950_000, 5_368_709_120]
  assert.deepEqual(
    sizes.map((size) => british.bytes(size)),
    ['0 bytes', '999 bytes', '1 kB', '999 kB', '1 MB', '3.4 MB', '1 GB', '5.4 GB'],
  )
  assert.equal(makeFormats('de-DE', 'UTC').bytes(3_440_000), '3,4 MB')
})

test('a duration names hours and minutes, and nothing that is zero', () => {
  assert.equal(british.duration(401 * 60_000), '6 hrs 41 mins')
  assert.equal(british.duration(2 * 3_600_000), '2 hrs')
  assert.equal(british.duration(20_000), '20 secs')
})

test('time ago is whole units, and never ahead of itself', () => {
  assert.equal(british.relative(at - 119_000, at), '1 minute ago')
  assert.equal(british.relative(at - 30_000, at), 'now')
  assert.equal(british.relative(at + 3 * 86_400_000, at), 'in 3 days')
})
