/**
 * One source for each metric. Devices differ by more than most people change, so days of two devices are never one
 * series: after a change of device a metric is a gap until the new one has enough days.
 */

export interface SourceCandidate {
  readonly source: string
  /** Days with a value, in any order; a day may come twice. */
  readonly days: readonly number[]
  /** Higher is better between sources that are equally recent; 0 when left out. */
  readonly knowledge?: number
}

/**
 * The source with a day today or yesterday, or where there is none any source; of several the one that knows most,
 * then the one with the most days, then the first by id. Null when there is none.
 */
export function chooseSource(candidates: readonly SourceCandidate[], today: number): string | null {
  const rated = candidates.map(({ source, days, knowledge = 0 }) => ({
    source,
    knowledge,
    days: new Set(days).size,
    isRecent: days.some((day) => day >= today - 1),
  }))
  rated.sort(
    (left, right) =>
      Number(right.isRecent) - Number(left.isRecent) ||
      right.knowledge - left.knowledge ||
      right.days - left.days ||
      (left.source < right.source ? -1 : 1),
  )
  return rated[0]?.source ?? null
}
