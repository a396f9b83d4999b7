/**
 * Goal: time axes speak the person's language and zone. Method: the same ticks in several locales.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axisLabels } from './time-axis.ts'

const HOUR = 3_600_000
const noon = Date.UTC(2026, 10, 22, 12)

test('hours carry the date once, and again when the day changes', () => {
  const ticks = [0, 6, 12, 18].map((hours) => noon + hours * HOUR)
  assert.deepEqual(axisLabels(ticks, 6 * HOUR, 'en-GB', 'UTC'), [
    '12:00\n22 Nov',
    '18:00',
    '00:00\n23 Nov',
    '06:00',
  ])
})

test('the zone moves the clock, not the instant', () => {
  assert.deepEqual(axisLabels([noon], HOUR, 'en-GB', 'Asia/Kolkata'), ['17:30\n22 Nov'])
})

test('years stand alone, and months name their year once', () => {
  const months = [0, 1, 2].map((month) => Date.UTC(2026, 10 + month, 1))
  assert.deepEqual(axisLabels(months, 30 * 24 * HOUR, 'de-DE', 'UTC'), ['Nov\n2026', 'Dez', 'Jan\n2027'])
  assert.deepEqual(axisLabels([noon], 366 * 24 * HOUR, 'nb-NO', 'UTC'), ['2026'])
})
