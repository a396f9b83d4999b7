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

const anySample = fc
  .record({
    source: fc.constantFrom(watch, phone, ring),
    start: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 1, max: 20 }),
    perSecond: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ source, start, length, perSecond }) => sample(source, start, start + length, perSecond * length))

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

test('the merged samples never overlap, and never add up to more than all samples', () => {
  fc.assert(
    fc.property(fc.array(anySample, { maxLength: 20 }), (samples) => {
      const merged = mergeSources(samples, [])
      for (const [index, one] of merged.entries()) {
        const next = merged[index + 1]
        if (next !== undefined) assert.ok(one.end <= next.start)
      }
      assert.ok(sum(merged) <= sum(samples) + 1e-6)
    }),
  )
})
