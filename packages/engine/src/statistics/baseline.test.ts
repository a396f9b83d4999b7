/** Goal: "usual" is the person's own recent median. Method: worked examples, a naive oracle, the 14-day gate. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type BaselineRule, baselineBefore, robustZ } from './baseline.ts'
import type { Point } from './series.ts'

const rule: BaselineRule = { validDays: 28, validDaysMin: 14, daysBackMax: 56, floor: 1.5 }
const run = (from: number, values: readonly number[]): Point[] =>
  values.map((value, index) => ({ day: from + index, value }))

test('fourteen valid days make a provisional baseline and thirteen make none', () => {
  const fourteen = run(
    86,
    Array.from({ length: 14 }, () => 60),
  )
  const baseline = baselineBefore(fourteen, 100, rule)
  assert.equal(baseline?.n, 14)
  assert.equal(baseline?.expected, 28)
  assert.equal(baseline?.missing.length, 14)
  assert.equal(baselineBefore(fourteen.slice(1), 100, rule), null)
})

test('the tested day and later days are not part of their own baseline', () => {
  const steady = run(
    72,
    Array.from({ length: 28 }, () => 60),
  )
  const spiked = [...steady, { day: 100, value: 200 }, { day: 101, value: 200 }]
  assert.deepEqual(baselineBefore(spiked, 100, rule), baselineBefore(steady, 100, rule))
})

test('a spread below the floor is lifted to it: 63 against steady 60 is two floors', () => {
  const baseline = baselineBefore(
    run(
      72,
      Array.from({ length: 28 }, () => 60),
    ),
    100,
    rule,
  )
  assert.ok(baseline !== null)
  assert.equal(robustZ(63, baseline), 2)
})

test('days too long ago do not count as usual', () => {
  assert.equal(
    baselineBefore(
      run(
        0,
        Array.from({ length: 40 }, () => 60),
      ),
      100,
      rule,
    ),
    null,
  )
})

test('the baseline equals sorting the last 28 valid days and taking the middle', () => {
  const days = fc.uniqueArray(fc.integer({ min: 44, max: 99 }), { minLength: 14, maxLength: 56 })
  fc.assert(
    fc.property(days, fc.infiniteStream(fc.integer({ min: 40, max: 90 })), (sparse, stream) => {
      const points = [...sparse].sort((a, b) => a - b).map((day) => ({ day, value: stream.next().value }))
      const sorted = points.slice(-28).map((point) => point.value)
      sorted.sort((a, b) => a - b)
      const middle = ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
      const baseline = baselineBefore(points, 100, rule)
      assert.equal(baseline?.median, middle)
      assert.equal((baseline?.missing.length ?? 0) + (baseline?.n ?? 0), 100 - (baseline?.from ?? 0))
    }),
  )
})
