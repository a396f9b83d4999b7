/**
 * Overlap-aware merging of cumulative metrics (steps, distance, energy): at each moment the best source that measured
 * then wins, in an order that the person can change. A sample counts for the part of its time in which no better
 * source measured. Plain sums over a phone and a watch are far too high; one winner a day loses what only the other saw.
 */
import type { SourceId } from '../ids.ts'
import type { CanonicalSample } from './canonical-sample.ts'

/** Stretches of time, ascending, that do not touch. */
type Coverage = readonly (readonly [start: number, end: number])[]

/**
 * What is left of the samples, in time order. Sources that the order does not name come last, by their id. Within
 * one source, where two samples overlap the one that starts first counts. What else a sample carries stays with it.
 */
export function mergeSources<Sample extends CanonicalSample>(
  samples: Iterable<Sample>,
  order: readonly SourceId[],
): Sample[] {
  const bySource = Map.groupBy(samples, (sample) => sample.source)
  const unnamed = [...bySource.keys()].filter((source) => !order.includes(source)).sort()
  const merged: Sample[] = []
  let covered: Coverage = []
  for (const source of [...order, ...unnamed]) {
    const own = (bySource.get(source) ?? []).toSorted(byTime)
    addUncovered(merged, own, covered)
    covered = unite(covered, own)
  }
  return merged.sort(byTime)
}

function byTime(left: CanonicalSample, right: CanonicalSample): number {
  return left.start - right.start || left.end - right.end || (left.source < right.source ? -1 : 1)
}

function addUncovered<Sample extends CanonicalSample>(
  merged: Sample[],
  own: readonly Sample[],
  covered: Coverage,
): void {
  let position = 0
  let ownUntil = Number.NEGATIVE_INFINITY
  for (const sample of own) {
    while ((covered[position]?.[1] ?? Number.POSITIVE_INFINITY) <= sample.start) position++
    if (sample.start === sample.end) {
      if ((covered[position]?.[0] ?? Number.POSITIVE_INFINITY) > sample.start) merged.push(sample)
      continue
    }
    addGaps(merged, sample, covered, position, Math.max(sample.start, ownUntil))
    ownUntil = Math.max(ownUntil, sample.end)
  }
}

/** The parts of one sample from `from` on that lie between better stretches, each with its share of the value. */
function addGaps<Sample extends CanonicalSample>(
  merged: Sample[],
  sample: Sample,
  covered: Coverage,
  position: number,
  from: number,
): void {
  let start = from
  for (let index = position; start < sample.end; index++) {
    const [gapEnd, next] = covered[index] ?? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    const end = Math.min(gapEnd, sample.end)
    if (end > start) merged.push(shareOf(sample, start, end))
    start = Math.max(start, next)
  }
}

/** The part of a sample between two moments, as if its value came evenly. */
export function shareOf<Sample extends CanonicalSample>(sample: Sample, start: number, end: number): Sample {
  if (start === sample.start && end === sample.end) return sample
  return { ...sample, start, end, value: (sample.value * (end - start)) / (sample.end - sample.start) }
}

/** Both coverages in one; `own` is in time order. */
function unite(covered: Coverage, own: readonly CanonicalSample[]): Coverage {
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
