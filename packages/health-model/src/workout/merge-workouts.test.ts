/**
 * Goal: a workout that two sources recorded is one, and two workouts stay two.
 * Method: cases by hand; then random workouts, each kept or told of exactly once and no two kept ones the same.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SourceId } from '../ids.ts'
import { mergeWorkouts, type WorkoutSpan } from './merge-workouts.ts'

const watch = SourceId.parse('a'.repeat(32))
const phone = SourceId.parse('b'.repeat(32))
const ring = SourceId.parse('c'.repeat(32))

const span = (source: SourceId, start: number, end: number): WorkoutSpan => ({ source, start, end })

const kept = (spans: readonly WorkoutSpan[], order: readonly SourceId[]) =>
  mergeWorkouts(spans, order).map((one) => one.kept)

test('of one run on a watch and a phone the one that is trusted more is kept', () => {
  const [onWatch, onPhone] = [span(watch, 0, 60), span(phone, 5, 70)]
  assert.deepEqual(mergeWorkouts([onPhone, onWatch], [watch, phone]), [{ kept: onWatch, others: [onPhone] }])
  assert.deepEqual(mergeWorkouts([onPhone, onWatch], [phone]), [{ kept: onPhone, others: [onWatch] }])
})

test('half of the shorter one is not enough, a little more is', () => {
  assert.equal(kept([span(watch, 0, 60), span(phone, 30, 90)], [watch]).length, 2)
  assert.equal(kept([span(watch, 0, 60), span(phone, 29, 90)], [watch]).length, 1)
  assert.equal(kept([span(watch, 0, 60), span(phone, 60, 90)], [watch]).length, 2)
})

test('one source’s parts stay apart, also where another has them as one', () => {
  const [swim, ride] = [span(watch, 0, 30), span(watch, 30, 90)]
  assert.deepEqual(kept([swim, ride, span(phone, 0, 90)], [watch]), [swim, ride])
  assert.deepEqual(kept([span(watch, 0, 90), span(watch, 10, 80)], [watch]).length, 2)
})

test('what one source tells again for the very same time is one workout, the one given first', () => {
  const [before, now] = [span(watch, 0, 60), span(watch, 0, 60)]
  const onPhone = span(phone, 0, 60)
  for (const all of [
    [before, now, onPhone],
    [onPhone, before, now],
  ]) {
    const [merged, ...others] = mergeWorkouts(all, [watch])
    assert.equal(merged?.kept, before)
    assert.deepEqual(merged.others, [now, onPhone])
    assert.deepEqual(others, [])
  }
})

test('a workout over midnight is found from both of its days', () => {
  const midnight = 86_400_000
  const late = span(watch, midnight - 3_000_000, midnight + 600_000)
  assert.deepEqual(kept([late, span(phone, midnight - 600_000, midnight + 600_000)], [watch]), [late])
})

test('of random workouts each is kept or told of once, and no two kept ones are the same', () => {
  const spans = fc.array(
    fc
      .tuple(
        fc.constantFrom(watch, phone, ring),
        fc.integer({ max: 400, min: 0 }),
        fc.integer({ max: 90, min: 1 }),
      )
      .map(([source, start, length]) => span(source, start * 1_000_000, (start + length) * 1_000_000)),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(spans, fc.shuffledSubarray([watch, phone, ring]), (all, order) => {
      const merged = mergeWorkouts(all, order)
      const told = merged.flatMap((one) => [one.kept, ...one.others])
      assert.deepEqual(new Set(told), new Set(all))
      assert.equal(told.length, all.length)
      for (const [place, { kept: left }] of merged.entries()) {
        for (const { kept: right } of merged.slice(place + 1)) {
          const shared = Math.min(left.end, right.end) - Math.max(left.start, right.start)
          const shorter = Math.min(left.end - left.start, right.end - right.start)
          assert.ok(left.source === right.source || shared * 2 <= shorter)
        }
      }
    }),
  )
})
