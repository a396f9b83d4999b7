/**
 * A time series as it is drawn and described: gaps stay gaps, and the sentence about it counts them.
 * Pure; `TimeSeries.tsx` draws what this file prepares.
 */

/** Times in ms UTC, ascending. A missing value is `null` or `NaN`, never zero. */
export interface Series {
  readonly times: ArrayLike<number>
  readonly values: ArrayLike<number | null>
  /** The lowest and highest of what each point stands for, when points are reductions. */
  readonly lows?: ArrayLike<number | null> | undefined
  readonly highs?: ArrayLike<number | null> | undefined
}

export interface DrawnSeries {
  readonly times: number[]
  readonly values: (number | null)[]
  readonly lows: (number | null)[]
  readonly highs: (number | null)[]
}

/** Breaks the line where no value came for more than twice the expected interval. */
export function breakAtGaps(series: Series, intervalMs: number): DrawnSeries {
  const drawn: DrawnSeries = { times: [], values: [], lows: [], highs: [] }
  let previous: number | null = null
  for (let at = 0; at < series.times.length; at++) {
    const time = series.times[at]
    const value = finite(series.values[at])
    if (time === undefined || value === null) continue
    if (previous !== null && time - previous > 2 * intervalMs)
      push(drawn, previous + intervalMs, null, null, null)
    push(drawn, time, value, finite(series.lows?.[at]) ?? value, finite(series.highs?.[at]) ?? value)
    previous = time
  }
  return drawn
}

export interface SeriesFigures {
  readonly lowest: number
  readonly average: number
  readonly highest: number
  readonly gaps: number
}

/**
 * The figures of the points between two instants; `null` when there are none. The average is over time: a point counts
 * until the next one, at most for the expected interval. By points, an hour of training with a reading each second would
 * outweigh the rest of the day. Where no interval is expected (infinite), all points count the same.
 */
export function describeSeries(
  drawn: DrawnSeries,
  intervalMs: number,
  { from, until }: { readonly from: number; readonly until: number },
): SeriesFigures | null {
  let [lowest, highest, sum, covered, gaps] = [Infinity, -Infinity, 0, 0, 0]
  for (let at = 0; at < drawn.times.length; at++) {
    const time = drawn.times[at] ?? 0
    if (time < from || time > until) continue
    const value = drawn.values[at] ?? null
    if (value === null) {
      gaps++
      continue
    }
    lowest = Math.min(lowest, drawn.lows[at] ?? value)
    highest = Math.max(highest, drawn.highs[at] ?? value)
    const covers =
      intervalMs === Infinity ? 1 : Math.min(intervalMs, (drawn.times[at + 1] ?? Infinity) - time)
    sum += value * covers
    covered += covers
  }
  return lowest === Infinity ? null : { lowest, average: sum / covered, highest, gaps }
}

/** The position of the value nearest to an instant, or `null` when the series has none. */
export function nearestPoint(drawn: DrawnSeries, time: number): number | null {
  let nearest: number | null = null
  let least = Infinity
  for (let at = 0; at < drawn.times.length; at++) {
    const distance = Math.abs((drawn.times[at] ?? Infinity) - time)
    if (drawn.values[at] === null || distance >= least) continue
    least = distance
    nearest = at
  }
  return nearest
}

/** The position `steps` values away, gaps not counted; stays at the ends and inside [from, until]. */
export function stepPoint(
  drawn: DrawnSeries,
  start: number,
  steps: number,
  within: { readonly from: number; readonly until: number },
): number {
  const direction = Math.sign(steps)
  let [left, reached] = [Math.abs(steps), start]
  for (let at = start + direction; left > 0; at += direction) {
    const time = drawn.times[at]
    if (time === undefined || time < within.from || time > within.until) break
    if (drawn.values[at] === null) continue
    reached = at
    left--
  }
  return reached
}

function push(
  drawn: DrawnSeries,
  time: number,
  value: number | null,
  low: number | null,
  high: number | null,
): void {
  drawn.times.push(time)
  drawn.values.push(value)
  drawn.lows.push(low)
  drawn.highs.push(high)
}

function finite(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : value
}
