/**
 * Overlap-aware merging of cumulative metrics (steps, distance, energy): at each moment the best source that measured
 * then wins, in an order that the person can change. A sample counts for the part of its time in which no better
 * source measured. Plain sums over a phone and a watch are far too high; one winner a day loses what only the other saw.
 * Of a sum around its parts, and of the sum of a day, counts what is not counted within it: see sum-levels.ts.
 */
import type { SourceId } from '../ids.ts'
import type { CanonicalSample } from './canonical-sample.ts'
import { isDaySum, sumLevels } from './sum-levels.ts'

/** Stretches of time, ascending. */
type Stretches = readonly (readonly [start: number, end: number])[]

/**
 * What is left of the samples, in time order. Sources that the order does not name come last, by their id. Within
 * one source, where neither of two overlapping samples is in the other the one that starts first counts; of two with the same
 * span the larger one. What else a sample carries stays with it.
 */
export function mergeSources<Sample extends CanonicalSample>(
  samples: Iterable<Sample>,
  order: readonly SourceId[],
): Sample[] {
  const bySource = Map.groupBy(samples, (sample) => sample.source)
  const unnamed = [...bySource.keys()].filter((source) => !order.includes(source)).sort()
  const merged: Sample[] = []
  let covered: Stretches = []
  for (const source of [...order, ...unnamed]) {
    const own = (bySource.get(source) ?? []).toSorted(byTime)
    const [parts = [], ...sums] = sumLevels(own)
    addUncovered(merged, parts, covered)
    covered = unite(covered, parts)
    for (const level of sums) {
      addRemainders(merged, level, covered)
      covered = unite(covered, level)
    }
  }
  return merged.sort(byTime)
}

function byTime(left: CanonicalSample, right: CanonicalSample): number {
  const bySpan = left.start - right.start || left.end - right.end
  // A source tells a stretch again when it has counted more, as that of a day before it is over. The first one counts.
  const byValue = left.source === right.source ? right.value - left.value : 0
  return bySpan || byValue || (left.source < right.source ? -1 : 1)
}

function addUncovered<Sample extends CanonicalSample>(
  merged: Sample[],
  own: readonly Sample[],
  covered: Stretches,
): void {
  let position = 0
  let ownUntil = Number.NEGATIVE_INFINITY
  for (const sample of own) {
    while ((covered[position]?.[1] ?? Number.POSITIVE_INFINITY) <= sample.start) position++
    if (sample.start === sample.end) {
      if ((covered[position]?.[0] ?? Number.POSITIVE_INFINITY) > sample.start) merged.push(sample)
      continue
    }
    for (const [start, end] of gapsIn(covered, position, Math.max(sample.start, ownUntil), sample.end))
      merged.push(shareOf(sample, start, end))
    ownUntil = Math.max(ownUntil, sample.end)
  }
}

/** What the parts leave over of each sum, evenly over the time in which nothing better measured. */
function addRemainders<Sample extends CanonicalSample>(
  merged: Sample[],
  sums: readonly Sample[],
  covered: Stretches,
): void {
  const lasting = amountBefore(merged.filter(({ start, end }) => end > start))
  const momentary = amountBefore(merged.filter(({ start, end }) => end === start))
  let position = 0
  let until = Number.NEGATIVE_INFINITY
  for (const sum of sums) {
    const from = Math.max(sum.start, until)
    if (from >= sum.end) continue
    until = sum.end
    while ((covered[position]?.[1] ?? Number.POSITIVE_INFINITY) <= from) position++
    const gaps = gapsIn(covered, position, from, sum.end)
    const length = gaps.reduce((total, [start, end]) => total + end - start, 0)
    const counted =
      lasting(sum.end) - lasting(from) + (isDaySum(sum) ? momentary(sum.end) - momentary(from) : 0)
    const left = Math.max(0, shareOf(sum, from, sum.end).value - counted)
    for (const [start, end] of gaps)
      merged.push({ ...sum, start, end, value: (left * (end - start)) / length })
  }
}

/** How much was counted before a moment; of a sample around the moment the share. The samples do not overlap. */
function amountBefore(samples: readonly CanonicalSample[]): (moment: number) => number {
  const sorted = samples.toSorted(byTime)
  const sums = [0]
  for (const { value } of sorted) sums.push((sums.at(-1) ?? 0) + value)
  return (moment) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle]?.start ?? 0) < moment) low = middle + 1
      else high = middle
    }
    const last = sorted[low - 1]
    const beyond = last === undefined || last.end <= moment ? 0 : shareOf(last, moment, last.end).value
    return (sums[low] ?? 0) - beyond
  }
}

/** The stretches between two moments that lie in none of the covered ones, of which those before `position` are over. */
function gapsIn(covered: Stretches, position: number, from: number, until: number): Stretches {
  const gaps: (readonly [number, number])[] = []
  let start = from
  for (let index = position; start < until; index++) {
    const [gapEnd, next] = covered[index] ?? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    const end = Math.min(gapEnd, until)
    if (end > start) gaps.push([start, end])
    start = Math.max(start, next)
  }
  return gaps
}

/** The part of a sample between two moments, as if its value came evenly. */
export function shareOf<Sample extends CanonicalSample>(sample: Sample, start: number, end: number): Sample {
  if (start === sample.start && end === sample.end) return sample
  return { ...sample, start, end, value: (sample.value * (end - start)) / (sample.end - sample.start) }
}

/** All that is covered, in stretches that do not touch; `own` is in time order. */
function unite(covered: Stretches, own: readonly CanonicalSample[]): Stretches {
  const spans = own.filter(({ start, end }) => end > start).map(({ start, end }) => [start, end] as const)
  const all = [...covered, ...spans].sort((left, right) => left[0] - right[0])
  const united: [number, number][] = []
  for (const [start, end] of all) {
    const last = united.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else united.push([start, end])
  }
  return united
}
