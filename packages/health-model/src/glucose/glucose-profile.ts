/**
 * The ambulatory glucose profile of a continuous sensor after the international consensus (Battelino et al. 2019):
 * percentiles over the clock, the shares of time in five ranges, the management indicator (Bergenstal et al. 2018).
 * Statistics count only when at least 70 % of the window was measured.
 */

/** One reading of a sensor: mg/dL, and the minute of the local day at which it was taken. */
export interface GlucoseReading {
  readonly at: number
  readonly minute: number
  readonly value: number
}

/** Shares of the readings, 0 to 1; together 1. */
export interface GlucoseRanges {
  /** Below 54 mg/dL. */
  readonly veryLow: number
  /** From 54 to below 70. */
  readonly low: number
  /** From 70 to 180. */
  readonly inRange: number
  /** Above 180 to 250. */
  readonly high: number
  /** Above 250. */
  readonly veryHigh: number
}

/** The values below which 5, 25, 50, 75 and 95 % of the readings of a part of the day lie, mg/dL. */
export interface GlucoseHour {
  /** Minute of the day at which the part begins. */
  readonly minute: number
  readonly percentiles: readonly [number, number, number, number, number]
}

export interface GlucoseProfile {
  readonly readings: number
  /** What of the window was measured, 0 to 1. */
  readonly measured: number
  readonly isEnough: boolean
  readonly mean: number
  /** Standard deviation as a share of the mean, %. */
  readonly variation: number
  /** Glucose management indicator, %. */
  readonly indicator: number
  readonly ranges: GlucoseRanges
  readonly day: readonly GlucoseHour[]
}

/** Below it a statistic says more about the gaps than about the person. */
export const glucoseMeasuredMin = 0.7
const partMinutes = 30
const partsOfDay = 1_440 / partMinutes
const shares = [0.05, 0.25, 0.5, 0.75, 0.95] as const

/** Null without a reading. `windowMs` is the length of the stretch that the readings are taken from. */
export function glucoseProfile(readings: readonly GlucoseReading[], windowMs: number): GlucoseProfile | null {
  if (readings.length === 0) return null
  const values = readings.map(({ value }) => value)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1),
  )
  const measured = Math.min(1, (readings.length * usualStep(readings)) / windowMs)
  return {
    readings: readings.length,
    measured,
    isEnough: measured >= glucoseMeasuredMin,
    mean,
    variation: (100 * spread) / mean,
    indicator: 3.31 + 0.02392 * mean,
    ranges: rangesOf(values),
    day: dayOf(readings),
  }
}

/** The middle distance between two readings, ms: one sensor writes every 5 minutes, another every 15. */
function usualStep(readings: readonly GlucoseReading[]): number {
  const times = readings.map(({ at }) => at).sort((left, right) => left - right)
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? time))
  return steps.sort((left, right) => left - right)[Math.floor(steps.length / 2)] ?? 0
}

function rangesOf(values: readonly number[]): GlucoseRanges {
  const share = (isIn: (value: number) => boolean) => values.filter(isIn).length / values.length
  return {
    veryLow: share((value) => value < 54),
    low: share((value) => value >= 54 && value < 70),
    inRange: share((value) => value >= 70 && value <= 180),
    high: share((value) => value > 180 && value <= 250),
    veryHigh: share((value) => value > 250),
  }
}

function dayOf(readings: readonly GlucoseReading[]): readonly GlucoseHour[] {
  const parts = Map.groupBy(readings, ({ minute }) => Math.floor(minute / partMinutes) % partsOfDay)
  return [...parts]
    .sort(([left], [right]) => left - right)
    .map(([part, own]) => {
      const ascending = own.map(({ value }) => value).sort((left, right) => left - right)
      const [least, low, middle, high, most] = shares.map((at) => percentile(ascending, at))
      return {
        minute: part * partMinutes,
        percentiles: [least ?? 0, low ?? 0, middle ?? 0, high ?? 0, most ?? 0],
      }
    })
}

/** Between the two nearest values in proportion, as spreadsheets do. `ascending` is not empty. */
export function percentile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1)
  const low = ascending[Math.floor(place)] ?? 0
  const high = ascending[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}
