/** Goal: clock times average across midnight. Method: worked examples and rotation properties. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { circularDeviation, circularMean, clockDifference } from './circular.ts'

const near = (left: number | null, right: number): void =>
  assert.ok(left !== null && Math.abs(clockDifference(left, right)) < 1e-6, `${left} is not ${right}`)

test('23:50 and 00:10 average to midnight', () => {
  near(circularMean([23 * 60 + 50, 10]), 0)
})

test('noon and midnight have no average', () => {
  assert.equal(circularMean([0, 720]), null)
  assert.equal(circularDeviation([0, 720]), 720)
})

test('ten past midnight is twenty minutes after ten to midnight', () => {
  assert.equal(clockDifference(10, 1430), 20)
  assert.equal(clockDifference(1430, 10), -20)
})

test('small spreads equal the ordinary standard deviation', () => {
  const times = [1380, 1400, 1420, 1440, 1460, 1480, 1500]
  const ordinary = Math.sqrt(times.reduce((sum, time) => sum + (time - 1440) ** 2, 0) / times.length)
  assert.ok(Math.abs(circularDeviation(times) - ordinary) < 0.5)
})

test('turning the clock turns the mean and leaves the spread', () => {
  const times = fc.array(fc.integer({ min: 1300, max: 1560 }), { minLength: 1, maxLength: 14 })
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 1439 }), (clock, turn) => {
      const turned = clock.map((time) => time + turn)
      near(circularMean(turned), (circularMean(clock) ?? 0) + turn)
      assert.ok(Math.abs(circularDeviation(turned) - circularDeviation(clock)) < 1e-3)
    }),
  )
})
