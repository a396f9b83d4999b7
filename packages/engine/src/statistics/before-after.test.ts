/** Goal: a shift is found where one is, and rarely where none is. Method: worked examples, a naive oracle, simulation. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { autoregressive } from '../../test/simulated-person.ts'
import { hodgesLehmann, shiftBetween } from './before-after.ts'
import { seededDraw } from './seeded.ts'

const points = (from: number, values: readonly number[]) =>
  values.map((value, index) => ({ day: from + index, value }))

test('the shift of 1 2 3 to 4 6 9 is 4, the middle of the nine differences', () => {
  assert.equal(hodgesLehmann([1, 2, 3], [4, 6, 9]), 4)
})

test('the shift equals the middle of the sorted differences', () => {
  const part = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(part, part, (before, after) => {
      const all: number[] = []
      for (const late of after) for (const early of before) all.push(late - early)
      all.sort((a, b) => a - b)
      const middle = ((all[(all.length - 1) >> 1] ?? 0) + (all[all.length >> 1] ?? 0)) / 2
      assert.equal(hodgesLehmann(before, after), middle)
    }),
  )
})

test('a constant added to the later days moves shift and interval by exactly it', () => {
  const before = points(0, [5, 7, 6, 8, 5, 6, 7, 9, 6, 5, 7, 8, 6, 7])
  const after = points(14, [6, 5, 7, 8, 6, 7, 5])
  const plain = shiftBetween(before, after, 'key')
  const raised = shiftBetween(
    before,
    after.map(({ day, value }) => ({ day, value: value + 10 })),
    'key',
  )
  assert.deepEqual(
    [raised.shift, raised.low, raised.high],
    [plain.shift + 10, plain.low + 10, plain.high + 10],
  )
  assert.ok(raised.p < plain.p)
})

test('the same seed gives the same p, and another seed one close to it', () => {
  const before = points(0, autoregressive(21, 0.3, seededDraw('before')))
  const after = points(21, autoregressive(7, 0.3, seededDraw('after')))
  const first = shiftBetween(before, after, 'one')
  assert.deepEqual(shiftBetween(before, after, 'one'), first)
  assert.ok(Math.abs(shiftBetween(before, after, 'two').p - first.p) < 0.15)
})

test('without a change the interval leaves zero out in at most 9 of 100 correlated people', () => {
  const draw = seededDraw('shift')
  const people = 400
  let alarms = 0
  for (let person = 0; person < people; person++) {
    const days = points(0, autoregressive(35, 0.3, draw))
    const { low, high } = shiftBetween(days.slice(0, 28), days.slice(28), 'key')
    if (low > 0 || high < 0) alarms++
  }
  assert.ok(alarms / people <= 0.09, `${alarms} of ${people}`)
})
