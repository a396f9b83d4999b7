/**
 * The snapshot: everything the engine may look at, as one immutable value. It is the same for the same shared data,
 * whether it was built from the patient's own store or from what the relay let through. A field that was not shared
 * leaves no trace in it. Read next: build-snapshot.ts.
 */
import type { LocalDay, MetricId } from '@nornos/health-model'
import { localDayToNumber } from '@nornos/health-model'
import { canonicalJson } from '@nornos/std'
import type { Point } from '../statistics/series.ts'

/** Days of history in a snapshot, today included: no fact looks back further. */
export const historyDays = 70

/** One local day of one metric, in the metric's canonical unit, built by the catalogue's day rule. */
export interface DayValue {
  readonly day: LocalDay
  readonly value: number
  readonly low: number
  readonly high: number
  /** Readings behind the day. */
  readonly count: number
}

/** The main sleep of one night. Clock minutes count from the midnight at which `day` begins; before it they are negative. */
export interface SnapshotNight {
  /** The day on which the night ends. */
  readonly day: LocalDay
  /** Minutes asleep. */
  readonly asleep: number
  /** Minutes in bed; absent when the source does not say. */
  readonly inBed?: number
  readonly onset: number
  readonly wake: number
  /** Stretches asleep as clock minutes [from, to), ascending, apart from each other. */
  readonly stretches: readonly (readonly [from: number, to: number])[]
}

export interface Snapshot {
  readonly version: 1
  /** The person's own calendar day that "today" means. */
  readonly asOf: LocalDay
  /** The IANA zone of that day, shown with every window. */
  readonly zone: string
  /** Ascending days; a metric without a day in range is left out. */
  readonly metrics: { readonly [Metric in MetricId]?: readonly DayValue[] }
  /** Ascending; left out when there is no night in range. */
  readonly nights?: readonly SnapshotNight[]
}

/**
 * The one spelling of a snapshot. Its hash names the data that a result rests on: equal text, equal result.
 */
export function snapshotJson(snapshot: Snapshot): string {
  const { version, asOf, zone, nights } = snapshot
  const metrics = Object.fromEntries(
    Object.entries(snapshot.metrics).map(([id, days]) => [
      id,
      days.map(({ day, value, low, high, count }) => [day, value, low, high, count]),
    ]),
  )
  return canonicalJson({
    version,
    asOf,
    zone,
    metrics,
    nights: nights?.map(({ day, asleep, inBed, onset, wake, stretches }) => ({
      day,
      asleep,
      inBed,
      onset,
      wake,
      stretches,
    })),
  })
}

/** The values of a metric as a series. */
export function pointsOf(snapshot: Snapshot, metric: MetricId): Point[] {
  return (snapshot.metrics[metric] ?? []).map(({ day, value }) => ({ day: localDayToNumber(day), value }))
}

/** One number of each night as a series; a night for which it is not known is left out. */
export function nightPoints(snapshot: Snapshot, numberOf: (night: SnapshotNight) => number | null): Point[] {
  return (snapshot.nights ?? []).flatMap((night) => {
    const value = numberOf(night)
    return value === null ? [] : [{ day: localDayToNumber(night.day), value }]
  })
}
