/** What screens draw: reduced to what fits, with gaps left as gaps. Times are milliseconds since 1970, UTC. */
import type { FieldId, LocalDay, MetricId, SourceId } from '@nornos/health-model'

export interface SourceView {
  readonly sourceId: SourceId
  readonly name: string
  readonly samples: number
  readonly to: number
}

export interface MetricOverview {
  readonly field: FieldId
  readonly metric: MetricId
  readonly samples: number
  readonly from: number
  readonly to: number
  /** What is stated instead of a moment at the end: `statedDate`. */
  readonly toDate: string | null
  readonly latest: number | null
  readonly sources: readonly SourceView[]
}

export interface SeriesQuery {
  readonly metric: MetricId
  readonly from: number
  readonly to: number
  /** `auto` takes the finest of raw, hour, day, week, month that fits into `points`. */
  readonly resolution: 'auto' | 'raw' | 'hour' | 'day' | 'week' | 'month'
  /** At most this many points, usually two for each pixel. */
  readonly points: number
}

/** Columns of equal length. `min` and `max` equal `value` for raw points. Days without data have no point. */
export interface SeriesView {
  readonly metric: MetricId
  readonly resolution: 'raw' | 'hour' | 'day' | 'week' | 'month'
  readonly time: Float64Array
  readonly value: Float64Array
  readonly min: Float64Array
  readonly max: Float64Array
  readonly count: Uint32Array
  /** Longest distance between neighbours that still counts as without a gap. */
  readonly gapMs: number
  /** Median and spread of the last 28 days, when there are enough. */
  readonly usual: { readonly low: number; readonly high: number } | null
}

export type SleepStage = 'in_bed' | 'asleep' | 'awake' | 'light' | 'deep' | 'rem'

export interface NightView {
  /** The day on which the night ends. */
  readonly day: LocalDay
  readonly start: number
  readonly end: number
  readonly asleepMinutes: number
  readonly source: string
  /** Sleep of the same source that ends on the same day and is not the night; no part of its minutes. */
  readonly naps: readonly { readonly start: number; readonly end: number; readonly asleepMinutes: number }[]
  readonly stages: readonly { readonly stage: SleepStage; readonly start: number; readonly end: number }[]
}

export interface WorkoutView {
  readonly start: number
  readonly end: number
  readonly activity: string
  readonly energyKcal: number | null
  readonly distanceM: number | null
  readonly source: string
  /** Names of other sources that recorded the same workout, the most trusted first. */
  readonly alsoFrom: readonly string[]
}
