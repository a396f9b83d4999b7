/** The mean of a period with a 95 % interval that knows that neighbouring days resemble each other. */
import { studentPoint } from './normal.ts'
import { mean, standardDeviation } from './robust.ts'
import { autocorrelation, type Point, valuesOf } from './series.ts'

export interface PeriodMean {
  readonly mean: number
  readonly halfWidth: number
}

/** Mean and 95 % t interval; effective n = n (1 - r) / (1 + r), never more than n and never below 2. */
export function periodMean(points: readonly Point[]): PeriodMean {
  const values = valuesOf(points)
  const centre = mean(values)
  const r = Math.min(0.8, Math.max(0, autocorrelation(points, 1, centre)))
  const effective = Math.max(2, (values.length * (1 - r)) / (1 + r))
  const error = standardDeviation(values) / Math.sqrt(effective)
  return { mean: centre, halfWidth: studentPoint(effective - 1) * error }
}
