/**
 * Goal: steps of a phone and a watch are counted once.
 * Method: small cases by hand, then random samples against a clock that asks every second who measured best.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SourceId } from '../ids.ts'
import type { CanonicalSample } from './canonical-sample.ts'
import { mergeSources } from './merge-sources.ts'

const watch = SourceId.parse('a'.repeat(32))
const phone = SourceId.parse('b'.repeat(32))
const ring = SourceId.parse('c'.repeat(32))

function sample(source: SourceId, start: number, end: number, value: number): CanonicalSample {
  return { source, start, end, value, zone: '' }
}

const sum = (samples: readonly CanonicalSample[]) => samples.reduce((total, { value }) => total + value, 0)

test('where the watch measured, the phone does not count; where it did not, the phone does', () => {
  const samples = [sample(watch, 0, 60, 60), sample(phone, 30, 90, 600)]
  assert.deepEqual(mergeSources(samples, [watch, phone]), [
    sample(watch, 0, 60, 60),
    sample(phone, 60, 90, 300),
  ])
  assert.equal(sum(mergeSources(samples, [phone, watch])), 630)
})

test('a sample around a better one counts on both sides of it', () => {
  const samples = [sample(watch, 20, 40, 5), sample(phone, 0, 100, 100)]
  assert.deepEqual(mergeSources(samples, [watch]), [
    sample(phone, 0, 20, 20),
    sample(watch, 20, 40, 5),
    sample(phone, 40, 100, 60),
  ])
})

test('a moment inside a better stretch does not count, and one outside does', () => {
  const samples = [sample(watch, 0, 60, 60), sample(phone, 59, 59, 7), sample(phone, 60, 60, 8)]
  assert.equal(sum(mergeSources(samples, [watch, phone])), 68)
})

const HOUR = 3_600_000
const DAY = 24 * HOUR

test('a day and its quarters are one count, and the hours are those of the quarters', () => {
  const quarters = Array.from({ length: 96 }, (_, index) =>
    sample(phone, (index * HOUR) / 4, ((index + 1) * HOUR) / 4, index > 30 && index < 90 ? index : 0),
  )
  const truth = sum(quarters)
  assert.equal(sum(mergeSources([sample(phone, 0, DAY, truth), ...quarters], [])), truth)
  const some = quarters.filter(({ value }) => value > 50)
  const merged = mergeSources([sample(phone, 0, DAY, truth), ...some], [])
  assert.ok(Math.abs(sum(merged) - truth) < 1e-6)
  for (const quarter of some) assert.ok(merged.includes(quarter))
})

test('the sum of a day adds to a better source only what that one did not see', () => {
  const walks = [sample(watch, 8 * HOUR, 9 * HOUR, 3000), sample(watch, 18 * HOUR, 18 * HOUR, 500)]
  const day = sample(phone, 0, DAY, 8000)
  assert.ok(Math.abs(sum(mergeSources([day, ...walks], [watch, phone])) - 8000) < 1e-6)
  assert.equal(sum(mergeSources([day, ...walks], [phone, watch])), 8000)
  // A better source that saw more is right.
  assert.equal(sum(mergeSources([sample(phone, 0, DAY, 3000), ...walks], [watch])), 3500)
})

test('parts that add up to more than their sum are right, and a dose within a stretch is no part of it', () => {
  assert.equal(sum(mergeSources([sample(watch, 0, 100, 10), sample(watch, 20, 40, 15)], [])), 15)
  assert.equal(sum(mergeSources([sample(watch, 0, 100, 10), sample(watch, 20, 20, 5)], [])), 15)
})

test('a stretch that is told again with more counts as it was told last, in whatever order both are kept', () => {
  for (const span of [HOUR, DAY]) {
    const told = [sample(watch, 0, span, 5_000), sample(watch, 0, span, 9_000)]
    for (const samples of [told, told.toReversed()]) {
      assert.deepEqual(mergeSources(samples, [watch]), [sample(watch, 0, span, 9_000)])
    }
  }
})

test('of days that overlap, as on a journey, the later one counts from the end of the other', () => {
  const days = [sample(watch, 0, DAY, 2400), sample(watch, DAY - 6 * HOUR, 2 * DAY - 6 * HOUR, 2400)]
  assert.equal(sum(mergeSources(days, [])), 2400 + 1800)
})

test('sums around sums count what all their parts leave over, however deep they lie', () => {
  const nest = Array.from({ length: 9 }, (_, index) => sample(watch, index, 100 - index, 100 - 10 * index))
  const merged = mergeSources(nest, [])
  assert.ok(Math.abs(sum(merged) - 100) < 1e-6)
})

/** Samples of one source are as long as each other: none lies within another. */
const LENGTHS = [
  [watch, 12],
  [phone, 20],
  [ring, 5],
] as const
const anySample = fc
  .record({
    kind: fc.constantFrom(...LENGTHS),
    start: fc.integer({ min: 0, max: 60 }),
    perSecond: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ kind: [source, length], start, perSecond }) =>
    sample(source, start, start + length, perSecond * length),
  )

test('the sum is what a clock gives that asks every second for the best source that measured', () => {
  const order = [ring, watch, phone]
  fc.assert(
    fc.property(fc.array(anySample, { maxLength: 12 }), (samples) => {
      const starts = (left: CanonicalSample, right: CanonicalSample) =>
        left.start - right.start || left.end - right.end
      let expected = 0
      for (let second = 0; second < 90; second++) {
        const measuring = samples.filter(({ start, end }) => start <= second && second < end)
        const best = order.find((source) => measuring.some((one) => one.source === source))
        const first = measuring.filter(({ source }) => source === best).sort(starts)[0]
        if (first !== undefined) expected += first.value / (first.end - first.start)
      }
      // Two samples of one source that start and end together are told apart by nothing: leave such cases out.
      const names = new Set(samples.map(({ source, start, end }) => `${source} ${start} ${end}`))
      fc.pre(names.size === samples.length)
      assert.ok(Math.abs(sum(mergeSources(samples, order)) - expected) < 1e-6)
    }),
    { numRuns: 1000 },
  )
})

const anyNested = fc
  .record({
    source: fc.constantFrom(watch, phone, ring),
    start: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 1, max: 40 }),
    value: fc.integer({ min: 0, max: 50 }),
  })
  .map(({ source, start, length, value }) => sample(source, start, start + length, value))

test('the merged samples never overlap, and never add up to more than all samples', () => {
  fc.assert(
    fc.property(fc.array(anyNested, { maxLength: 20 }), (samples) => {
      const merged = mergeSources(samples, [])
      for (const [index, one] of merged.entries()) {
        const next = merged[index + 1]
        if (next !== undefined) assert.ok(one.end <= next.start)
      }
      assert.ok(sum(merged) <= sum(samples) + 1e-6)
    }),
  )
})
