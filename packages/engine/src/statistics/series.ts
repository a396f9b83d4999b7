/** A series of days: at most one value a day, ascending, gaps simply absent. */

/** One day's value; `day` counts days since 1970-01-01. */
export interface Point {
  readonly day: number
  readonly value: number
}

/** Points of the days `from` to `to`, both included. */
export function within(points: readonly Point[], from: number, to: number): Point[] {
  return points.filter((point) => point.day >= from && point.day <= to)
}

export function valuesOf(points: readonly Point[]): number[] {
  return points.map((point) => point.value)
}

/**
 * Autocorrelation at `lag` days of values centred on `centre`: the standard estimator, where a pair with a
 * missing day counts for nothing. 0 when there is no spread.
 */
export function autocorrelation(points: readonly Point[], lag: number, centre: number): number {
  const byDay = new Map(points.map((point) => [point.day, point.value - centre]))
  let products = 0
  let squares = 0
  for (const [day, deviation] of byDay) {
    squares += deviation * deviation
    products += deviation * (byDay.get(day + lag) ?? 0)
  }
  return squares === 0 ? 0 : products / squares
}
