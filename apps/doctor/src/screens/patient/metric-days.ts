/** One value a day of one metric, of one source, and the figures of a window of them. */
import type { DaySeries } from '@nornos/contracts'
import { localDayToNumber, type RollUpRow, valueByRule } from '@nornos/health-model'
import { type DayWindow, isInside, lengthOf } from './day-window.ts'

export interface DayPoint {
  /** Days since 1970-01-01. */
  readonly day: number
  /** In the metric's canonical unit, by the metric's day rule. */
  readonly value: number
}

export interface MetricDays {
  /** In order. */
  readonly points: readonly DayPoint[]
  /** How many sources measured it. Devices differ, so the points are of one: that with the most days. */
  readonly sources: number
}

export function metricDays({ metric, series }: DaySeries): MetricDays {
  const candidates = series
    .map((one) => pointsOf(metric, one))
    .filter((points) => points.length > 0)
    .sort((left, right) => right.length - left.length)
  return { points: candidates[0] ?? [], sources: candidates.length }
}

function pointsOf(metric: DaySeries['metric'], one: DaySeries['series'][number]): DayPoint[] {
  return one.days
    .map((day, at) => ({ day: localDayToNumber(day), value: valueByRule(metric, rowAt(one, at)) }))
    .flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]))
    .sort((left, right) => left.day - right.day)
}

function rowAt(one: DaySeries['series'][number], at: number): RollUpRow {
  return {
    at,
    count: one.count[at] ?? 1,
    minimum: one.min[at] ?? 0,
    maximum: one.max[at] ?? 0,
    sum: one.sum[at] ?? 0,
    last: one.last[at] ?? 0,
    sketch: { zero: 0, positive: [], negative: [] },
  }
}

export interface WindowFigures {
  readonly average: number
  /** Days with a value, of so many. */
  readonly days: number
  readonly expected: number
  /** Average less that of the window before; null where that has too few days to compare with. */
  readonly change: number | null
}

/** A comparison with fewer days than this says more about chance than about the person. */
const comparedDaysMin = 3

/** Null when there is nothing in the window. */
export function figuresOf(
  points: readonly DayPoint[],
  window: DayWindow,
  before: DayWindow,
): WindowFigures | null {
  const inside = points.filter(({ day }) => isInside(day, window)).map(({ value }) => value)
  if (inside.length === 0) return null
  const earlier = points.filter(({ day }) => isInside(day, before)).map(({ value }) => value)
  const average = averageOf(inside)
  return {
    average,
    days: inside.length,
    expected: lengthOf(window),
    change: earlier.length < comparedDaysMin ? null : average - averageOf(earlier),
  }
}

function averageOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
