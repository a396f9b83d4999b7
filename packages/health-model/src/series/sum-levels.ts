/**
 * Sums around their parts: a source that tells a day and its minutes tells the same steps twice. The parts come first,
 * and of a sum counts what they leave over. Read next: merge-sources.ts.
 */
import { HOUR_MILLISECONDS } from '../instant.ts'
import type { CanonicalSample } from './canonical-sample.ts'

/** From here on a sample is the sum of a day, which did not come evenly: shares of its time say nothing. */
const DAY_SUM_MIN = 12 * HOUR_MILLISECONDS
/**
 * Days, hours, minutes, seconds; and each file of a watch tells anew all that came since midnight. More levels tell nobody
 * more, and a hostile file may have one for each sample.
 */
const LEVELS_MAX = 16

export function isDaySum({ start, end }: CanonicalSample): boolean {
  return end - start >= DAY_SUM_MIN
}

/** The samples of one source, in time order, level by level: parts, then the sums around them, then sums of those. */
export function sumLevels<Sample extends CanonicalSample>(own: readonly Sample[]): (readonly Sample[])[] {
  const levels: (readonly Sample[])[] = []
  let rest = own
  while (levels.length < LEVELS_MAX - 1 && rest.length > 0) {
    const around = samplesAround(rest)
    const isFirst = levels.length === 0
    const isSum = (sample: Sample) => around.has(sample) || (isFirst && isDaySum(sample))
    levels.push(rest.filter((sample) => !isSum(sample)))
    rest = rest.filter(isSum)
  }
  if (rest.length > 0) levels.push(rest)
  return levels
}

/** Those that have a shorter one within them. One without length is in none: a dose in a stretch is no part of it. */
function samplesAround<Sample extends CanonicalSample>(sorted: readonly Sample[]): ReadonlySet<Sample> {
  const around = new Set<Sample>()
  // Of what starts later, and of what starts together with the sample, the earliest end.
  let later = Number.POSITIVE_INFINITY
  let together = Number.POSITIVE_INFINITY
  let start = Number.POSITIVE_INFINITY
  for (const sample of sorted.toReversed()) {
    if (sample.end === sample.start) continue
    if (sample.start !== start)
      [later, together, start] = [Math.min(later, together), sample.end, sample.start]
    together = Math.min(together, sample.end)
    if (later <= sample.end) around.add(sample)
  }
  start = Number.NaN
  for (const sample of sorted) {
    if (sample.end === sample.start) continue
    if (sample.start !== start) [start, together] = [sample.start, sample.end]
    if (together < sample.end) around.add(sample)
  }
  return around
}
