/**
 * A quantile sketch after DDSketch (Masson, Rim, Lee 2019): values are counted in buckets whose width grows with the
 * value, so that every quantile is within 1 % and sketches of hours add up to the sketch of a month. Bucket limits
 * come from multiplication alone: the same on every platform, which a logarithm is not.
 */
import { assert } from '@nornos/std'
import * as z from 'zod/mini'

const GROWTH = 1.02
const SMALLEST = 1e-6
const LARGEST = 1e15

function bucketLimits(): Float64Array {
  const limits = [SMALLEST]
  for (let limit = SMALLEST; limit < LARGEST; ) {
    limit *= GROWTH
    limits.push(limit)
  }
  return Float64Array.from(limits)
}

/** Bucket i holds sizes above limit i − 1 up to limit i; sizes up to 1e-6 count as zero. */
const limits = bucketLimits()

const bucketCounts = z
  .array(z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)))
  .check(z.maxLength(2 * limits.length), z.refine(isAscending, 'not pairs of ascending buckets and counts'))

/** Bucket, count, bucket, count, … in ascending order of buckets. */
export const QuantileSketch = z.strictObject({
  zero: z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
  positive: bucketCounts,
  negative: bucketCounts,
})
export type QuantileSketch = z.infer<typeof QuantileSketch>

function isAscending(pairs: readonly number[]): boolean {
  if (pairs.length % 2 !== 0) return false
  return pairs.every((number, index) => {
    if (index % 2 === 1) return number > 0
    return number < limits.length && (index === 0 || number > (pairs[index - 2] ?? 0))
  })
}

/** A sketch while it grows. */
export interface SketchBuilder {
  zero: number
  readonly positive: Map<number, number>
  readonly negative: Map<number, number>
}

export function makeSketch(): SketchBuilder {
  return { zero: 0, positive: new Map(), negative: new Map() }
}

export function addToSketch(sketch: SketchBuilder, value: number): void {
  const size = Math.abs(value)
  assert(size <= LARGEST, 'a canonical value is at most 10^15')
  if (size <= SMALLEST) {
    sketch.zero++
    return
  }
  const side = value > 0 ? sketch.positive : sketch.negative
  const bucket = bucketOf(size)
  side.set(bucket, (side.get(bucket) ?? 0) + 1)
}

function bucketOf(size: number): number {
  let low = 0
  let high = limits.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((limits[middle] ?? 0) < size) low = middle + 1
    else high = middle
  }
  return low
}

/** The sketch in its written form. */
export function finishSketch({ zero, positive, negative }: SketchBuilder): QuantileSketch {
  return { zero, positive: pairsOf(positive), negative: pairsOf(negative) }
}

function pairsOf(counts: ReadonlyMap<number, number>): number[] {
  return [...counts].sort(([left], [right]) => left - right).flat()
}

/** Adds every count of another sketch. */
export function addSketch(sketch: SketchBuilder, other: QuantileSketch): void {
  sketch.zero += other.zero
  for (const [side, pairs] of [
    [sketch.positive, other.positive],
    [sketch.negative, other.negative],
  ] as const) {
    for (const [bucket, count] of pairsIn(pairs)) side.set(bucket, (side.get(bucket) ?? 0) + count)
  }
}

function* pairsIn(pairs: readonly number[]): Generator<readonly [bucket: number, count: number]> {
  for (let index = 0; index + 1 < pairs.length; index += 2) yield [pairs[index] ?? 0, pairs[index + 1] ?? 0]
}

/** The value below which a share of the values lies, within 1 %; null for an empty sketch. `share` is 0 to 1. */
export function quantile(sketch: QuantileSketch, share: number): number | null {
  const ascending = [
    ...[...pairsIn(sketch.negative)].reverse().map(([bucket, count]) => [-middleOf(bucket), count] as const),
    [0, sketch.zero] as const,
    ...[...pairsIn(sketch.positive)].map(([bucket, count]) => [middleOf(bucket), count] as const),
  ]
  const total = ascending.reduce((sum, [, count]) => sum + count, 0)
  let rank = Math.min(Math.max(share, 0), 1) * (total - 1)
  for (const [value, count] of ascending) {
    if (count > 0 && rank < count) return value
    rank -= count
  }
  return null
}

/** The value of a bucket that is off by the same share at both of its ends. */
function middleOf(bucket: number): number {
  return (2 * (limits[bucket] ?? 0)) / (1 + GROWTH)
}
