/** Points of a chart: reduced to what fits without hiding a peak, and turned into columns. */
import { type MetricId, valueByRule } from '@nornos/health-model'
import type { DayRow } from '../days/day-rows.ts'
import type { SeriesView } from '../views.ts'

export interface Point {
  readonly time: number
  readonly value: number
  readonly min: number
  readonly max: number
  readonly count: number
}

type Columns = Pick<SeriesView, 'time' | 'value' | 'min' | 'max' | 'count'>

export function columnsOf(points: readonly Point[]): Columns {
  return {
    time: Float64Array.from(points, ({ time }) => time),
    value: Float64Array.from(points, ({ value }) => value),
    min: Float64Array.from(points, ({ min }) => min),
    max: Float64Array.from(points, ({ max }) => max),
    count: Uint32Array.from(points, ({ count }) => count),
  }
}

/** A day's row, or a sum of them, as one point at the row's own time. */
export function numbersOf(id: MetricId, [at, count, minimum, maximum, sum, last]: DayRow): Point {
  const row = { at, count, minimum, maximum, sum, last, sketch: { zero: 0, positive: [], negative: [] } }
  return { time: at, value: valueByRule(id, row) ?? sum / count, min: minimum, max: maximum, count }
}

/**
 * At most `points` of them, in time order: the stretch is cut into as many equal parts, and each part that holds
 * something gives its mean, lowest and highest. A part without data gives nothing.
 */
export function reducePoints(
  all: readonly Point[],
  { from, points, to }: { readonly from: number; readonly to: number; readonly points: number },
): readonly Point[] {
  if (all.length <= points) return all
  const width = (to - from) / Math.max(1, points)
  const parts = Map.groupBy(all, ({ time }) =>
    Math.min(points - 1, Math.max(0, Math.floor((time - from) / width))),
  )
  return [...parts.values()].map(joinPoints).sort((left, right) => left.time - right.time)
}

function joinPoints(points: readonly Point[]): Point {
  const count = points.reduce((sum, point) => sum + point.count, 0)
  return {
    time: points[0]?.time ?? 0,
    value: points.reduce((sum, point) => sum + point.value, 0) / points.length,
    min: points.reduce((least, { min }) => Math.min(least, min), Number.POSITIVE_INFINITY),
    max: points.reduce((most, { max }) => Math.max(most, max), Number.NEGATIVE_INFINITY),
    count,
  }
}

const minuteMs = 60_000
/** So many of the last samples say what is usual. */
export const usualGapSteps = 2_000

/** A watch that is worn measures at least this often; what lies further apart counts as apart. */
const wornMs = 30 * minuteMs

/**
 * Twice the usual distance between neighbours: the one that half of the measured time has. A count would let one hour of
 * training, a reading each second, call the other 23 a gap. Distances above half an hour weigh only where most are.
 */
export function usualGap(points: readonly Point[]): number {
  const last = points.slice(-usualGapSteps)
  const steps = last.slice(1).map(({ time }, index) => time - (last[index]?.time ?? time))
  steps.sort((left, right) => left - right)
  const middle = steps[Math.floor(steps.length / 2)] ?? 0
  const near = steps.filter((step) => step <= Math.max(wornMs, middle))
  const half = near.reduce((sum, step) => sum + step, 0) / 2
  let [covered, usual] = [0, middle]
  for (const step of near) {
    if (covered < half) usual = step
    covered += step
  }
  return Math.max(minuteMs, 2 * usual)
}
