/** A recording in steps that a person can walk and read: what lies between two moments of it. Pure. */

export interface EcgStep {
  /** Seconds from the start. */
  readonly from: number
  /** Microvolt; null where nothing was measured. */
  readonly lowest: number | null
  readonly highest: number | null
}

/** Steps of so many seconds; the last one may be shorter. */
export function ecgSteps(
  microvolts: ArrayLike<number>,
  samplesPerSecond: number,
  seconds: number,
): readonly EcgStep[] {
  const size = Math.max(1, Math.round(samplesPerSecond * seconds))
  return Array.from({ length: Math.ceil(microvolts.length / size) }, (_, step) => {
    let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let at = step * size; at < Math.min(microvolts.length, (step + 1) * size); at++) {
      const value = microvolts[at] ?? Number.NaN
      if (value < lowest) lowest = value
      if (value > highest) highest = value
    }
    const isEmpty = lowest > highest
    return {
      from: (step * size) / samplesPerSecond,
      lowest: isEmpty ? null : lowest,
      highest: isEmpty ? null : highest,
    }
  })
}
