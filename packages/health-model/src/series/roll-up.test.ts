/**
 * Goal: hours, days, weeks and months say what the samples say.
 * Method: random samples against plain sums, minima and sorted lists; clock changes and midnight by hand.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { localDayToNumber } from '../day-number.ts'
import { SourceId } from '../ids.ts'
import { LocalDay } from '../instant.ts'
import { firstDayOfWeek, localDayNumber, zoneFinder } from '../time/local-day.ts'
import type { CanonicalSample } from './canonical-sample.ts'
import {
  addSketch,
  addToSketch,
  finishSketch,
  makeSketch,
  QuantileSketch,
  quantile,
} from './quantile-sketch.ts'
import { rollUp, valueByRule } from './roll-up.ts'
import { RollUpItem, rollUpIdentity, rollUpItems, rowsOfItem } from './roll-up-item.ts'

const source = SourceId.parse('a'.repeat(32))
const berlin = zoneFinder([{ from: null, zone: 'Europe/Berlin' }])
const at = (text: string) => Date.parse(text)
const day = (text: string) => localDayToNumber(LocalDay.parse(text))

function sample(start: number, value: number, end = start, zone = ''): CanonicalSample {
  return { source, start, end, value, zone }
}

const someSamples = fc.array(
  fc
    .record({
      start: fc.integer({ min: at('2025-03-25T00:00:00Z'), max: at('2025-04-05T00:00:00Z') }),
      value: fc.integer({ min: 30, max: 200 }),
    })
    .map(({ start, value }) => sample(start, value)),
  { minLength: 1, maxLength: 80 },
)

test('each day has the count, sum, smallest, largest and latest of the samples that start on it', () => {
  fc.assert(
    fc.property(someSamples, (samples) => {
      const { rows, withoutDay } = rollUp('heart_rate', samples, 'day', berlin)
      assert.equal(withoutDay, 0)
      const days = Map.groupBy(samples, ({ start }) => localDayNumber(start, 'Europe/Berlin'))
      assert.deepEqual(new Set(rows.map((row) => row.at)), new Set(days.keys()))
      for (const row of rows) {
        const values = (days.get(row.at) ?? []).map(({ value }) => value)
        assert.equal(row.count, values.length)
        assert.equal(row.minimum, Math.min(...values))
        assert.equal(row.maximum, Math.max(...values))
        assert.equal(
          row.sum,
          values.reduce((sum, value) => sum + value, 0),
        )
        assert.ok(values.includes(row.last))
      }
    }),
  )
})

test('the hours of a month add up to its days, and the days to the month', () => {
  fc.assert(
    fc.property(someSamples, (samples) => {
      const total = (span: 'hour' | 'day' | 'month') =>
        rollUp('heart_rate', samples, span, berlin).rows.reduce((sum, row) => sum + row.sum, 0)
      assert.equal(total('hour'), total('day'))
      assert.equal(total('day'), total('month'))
    }),
  )
})

test('a week is the sum of its days, from Monday to Sunday as the person lived them', () => {
  const someSteps = fc.array(
    fc
      .record({
        start: fc.integer({ min: at('2024-12-20T00:00:00Z'), max: at('2025-04-10T00:00:00Z') }),
        minutes: fc.integer({ min: 0, max: 600 }),
        value: fc.integer({ min: 1, max: 9_000 }),
      })
      .map(({ start, minutes, value }) => sample(start, value, start + minutes * 60_000)),
    { minLength: 1, maxLength: 60 },
  )
  for (const [metric, some] of [
    ['steps', someSteps],
    ['heart_rate', someSamples],
    ['hrv_rmssd', someSamples],
  ] as const) {
    fc.assert(
      fc.property(some, (samples) => {
        const days = rollUp(metric, samples, 'day', berlin).rows
        const sums = new Map<string, number>()
        for (const row of days) {
          const date = Temporal.PlainDate.from('1970-01-01').add({ days: row.at })
          const week = `${date.yearOfWeek}-${date.weekOfYear}`
          sums.set(week, (sums.get(week) ?? 0) + row.sum)
        }
        const weeks = rollUp(metric, samples, 'week', berlin).rows.map((row) => {
          const monday = Temporal.PlainDate.from('1970-01-01').add({ days: row.at })
          assert.equal(monday.dayOfWeek, 1)
          return [`${monday.yearOfWeek}-${monday.weekOfYear}`, Math.round(row.sum * 1e6)] as const
        })
        const expected = [...sums].map(([week, sum]) => [week, Math.round(sum * 1e6)] as const)
        assert.deepEqual(weeks, expected)
      }),
      { numRuns: 60 },
    )
  }
})

test('the first days of a year are of the last week of the year before, and days before 1970 have Mondays too', () => {
  const monday = (text: string) => firstDayOfWeek(day(text))
  assert.equal(monday('2023-01-01'), day('2022-12-26'))
  assert.equal(monday('2024-12-31'), day('2024-12-30'))
  assert.equal(monday('2024-12-30'), day('2024-12-30'))
  assert.equal(monday('1969-12-28'), day('1969-12-22'))
})

test('steps over midnight are shared between the days, and nothing is lost at a clock change', () => {
  // Midnight in Berlin is 22:00 UTC in summer.
  const { rows } = rollUp(
    'steps',
    [sample(at('2025-06-01T21:30:00Z'), 90, at('2025-06-01T23:00:00Z'))],
    'day',
    berlin,
  )
  assert.deepEqual(
    rows.map((row) => [row.at, row.sum]),
    [
      [day('2025-06-01'), 30],
      [day('2025-06-02'), 60],
    ],
  )
  const night = sample(at('2025-03-29T20:00:00Z'), 600, at('2025-03-30T06:00:00Z'))
  const hours = rollUp('steps', [night], 'hour', berlin).rows
  assert.equal(hours.length, 10)
  assert.ok(hours.every((row) => row.sum === 60))
})

test('what is measured before midnight belongs to the night that ends on the next day', () => {
  const samples = [sample(at('2025-06-01T21:00:00Z'), 40), sample(at('2025-06-02T03:00:00Z'), 60)]
  const { rows } = rollUp('hrv_rmssd', samples, 'day', berlin)
  assert.deepEqual(
    rows.map((row) => [row.at, valueByRule('hrv_rmssd', row)]),
    [[day('2025-06-02'), 50]],
  )
  assert.equal(rollUp('hrv_sdnn', samples, 'day', berlin).rows.length, 2)
})

test('a sample in an unknown zone is on no day, and is counted as such', () => {
  const nowhere = rollUp('heart_rate', [sample(0, 60)], 'day', zoneFinder([]))
  assert.deepEqual(nowhere, { rows: [], withoutDay: 1 })
  assert.equal(rollUp('heart_rate', [sample(0, 60, 0, 'Asia/Tokyo')], 'day', zoneFinder([])).rows.length, 1)
})

test('roll-ups are written and read without loss', () => {
  fc.assert(
    fc.property(
      someSamples,
      fc.constantFrom('hour' as const, 'day' as const, 'month' as const),
      (samples, span) => {
        const { rows } = rollUp('heart_rate', samples, span, berlin)
        const items = rollUpItems('heart_rate', source, span, rows)
        const reread = items.map((item) => RollUpItem.parse(JSON.parse(JSON.stringify(item))))
        assert.deepEqual(reread.flatMap(rowsOfItem), rows)
        const names = new Set(items.map((item) => Buffer.from(rollUpIdentity(item)).toString('hex')))
        assert.equal(names.size, items.length)
      },
    ),
    { numRuns: 40 },
  )
})

test('a quantile is within 1 % of the true one, and sketches of parts add up to the sketch of the whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -2_000_000, max: 2_000_000 }), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 0, max: 100 }),
      (integers, percent) => {
        const values = integers.map((integer) => integer / 1000)
        const whole = makeSketch()
        for (const value of values) addToSketch(whole, value)
        const sketch = QuantileSketch.parse(finishSketch(whole))
        const sorted = values.toSorted((left, right) => left - right)
        const exact = sorted[Math.floor((percent / 100) * (values.length - 1))] ?? 0
        const found = quantile(sketch, percent / 100)
        assert.ok(found !== null && Math.abs(found - exact) <= Math.abs(exact) * 0.0100001 + 1e-6)

        const halves = makeSketch()
        for (const part of [values.slice(0, values.length >> 1), values.slice(values.length >> 1)]) {
          const half = makeSketch()
          for (const value of part) addToSketch(half, value)
          addSketch(halves, finishSketch(half))
        }
        assert.deepEqual(finishSketch(halves), sketch)
      },
    ),
  )
  assert.equal(quantile(finishSketch(makeSketch()), 0.5), null)
})
