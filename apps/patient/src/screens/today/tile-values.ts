/** What a tile says about its last value. Pure. */

export interface UsualRange {
  readonly low: number
  readonly high: number
}

export type Comparison =
  | { readonly type: 'none' }
  | { readonly type: 'within'; readonly usual: UsualRange }
  /** A total that still grows: too little of it says nothing yet. */
  | { readonly type: 'unfinished'; readonly usual: UsualRange }
  | { readonly type: 'above'; readonly by: number }
  | { readonly type: 'below'; readonly by: number }

/** A value against the usual range; how far it is outside, when it is. */
export function compareWithUsual(value: number, usual: UsualRange | null, isGrowing = false): Comparison {
  if (usual === null) return { type: 'none' }
  if (value > usual.high) return { type: 'above', by: value - usual.high }
  if (isGrowing) return { type: 'unfinished', usual }
  if (value < usual.low) return { type: 'below', by: usual.low - value }
  return { type: 'within', usual }
}

const nightsMin = 7
/** Makes the median distance comparable with a standard deviation. */
const spreadFactor = 1.4826

/** Median and one spread to each side; null below a week of values. */
export function usualOf(values: readonly number[]): UsualRange | null {
  if (values.length < nightsMin) return null
  const middle = medianOf(values)
  const spread = spreadFactor * medianOf(values.map((value) => Math.abs(value - middle)))
  return { low: middle - spread, high: middle + spread }
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const half = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]]
  return (low + high) / 2
}
