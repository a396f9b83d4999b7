/**
 * Roll-ups: what the samples of one metric amount to per local hour, day, week or month. They travel beside blocks, and
 * instead of them where a consent is coarser than raw. Read next: roll-up-item.ts for their published form.
 */
import { assert } from '@nornos/std'
import type { SourceId } from '../ids.ts'
import { DAY_MILLISECONDS, HOUR_MILLISECONDS } from '../instant.ts'
import { type MetricId, metric } from '../metrics/catalogue.ts'
import type { DayRule } from '../metrics/metric.ts'
import { firstDayOfWeek, nightDayNumber, type ZoneFinder } from '../time/local-day.ts'
import { zoneOffset } from '../time/zone-offset.ts'
import type { CanonicalSample } from './canonical-sample.ts'
import { mergeSources, shareOf } from './merge-sources.ts'
import {
  addToSketch,
  finishSketch,
  makeSketch,
  type QuantileSketch,
  type SketchBuilder,
} from './quantile-sketch.ts'

/** What is published. Weeks are not: whoever has the days adds them up. */
export type RollUpSpan = 'hour' | 'day' | 'month'

/** One hour, day, week or month. */
export interface RollUpRow {
  /**
   * Hour: start in milliseconds since 1970. Day: days since 1970-01-01. Week: the day of its Monday. Month: months since
   * January 1970.
   */
  readonly at: number
  /** Samples that start in it. */
  readonly count: number
  readonly minimum: number
  readonly maximum: number
  /** Of a cumulative metric: what fell into it, of samples that reach over its ends the share. */
  readonly sum: number
  /** The value of the latest sample. */
  readonly last: number
  readonly sketch: QuantileSketch
}

interface Bucket {
  count: number
  minimum: number
  maximum: number
  sum: number
  last: number
  sketch: SketchBuilder
}

/** Gives the bucket of a moment and the moment at which it ends, or null when the zone is unknown. */
type Bucketing = (milliseconds: number, zone: string) => { at: number; until: number } | null

export interface RollUp {
  readonly rows: readonly RollUpRow[]
  /** Samples whose zone nobody knows: they are on no local day. */
  readonly withoutDay: number
}

/**
 * Rolls samples of one metric up. Of a cumulative metric, the sources are merged first in the order given; of any
 * other, the caller gives the samples of one source.
 */
export function rollUp(
  metricId: MetricId,
  samples: Iterable<CanonicalSample>,
  span: RollUpSpan | 'week',
  findZone: ZoneFinder,
  sourceOrder: readonly SourceId[] = [],
): RollUp {
  const { day: rule } = metric(metricId)
  const bucketing = bucketingOf(span, rule)
  const buckets = new Map<number, Bucket>()
  const ordered = rule === 'sum' ? mergeSources(samples, sourceOrder) : [...samples].sort(byStart)
  let withoutDay = 0
  for (const sample of ordered) {
    const isPlaced =
      rule === 'sum'
        ? addShares(buckets, sample, bucketing, findZone)
        : addWhole(buckets, sample, rule === 'night' ? sample.end : sample.start, bucketing, findZone)
    if (!isPlaced) withoutDay++
  }
  const rows = [...buckets].sort(([left], [right]) => left - right).map(([at, bucket]) => rowOf(at, bucket))
  return { rows, withoutDay }
}

function byStart(left: CanonicalSample, right: CanonicalSample): number {
  return left.start - right.start || left.end - right.end
}

function bucketingOf(span: RollUpSpan | 'week', rule: DayRule): Bucketing {
  if (span === 'hour') return hourBucket
  const days: Bucketing = rule === 'night' ? nightBucket : dayBucket
  if (span === 'day') return days
  const spanOf = span === 'week' ? firstDayOfWeek : monthOfDay
  return (milliseconds, zone) => {
    const day = days(milliseconds, zone)
    return day && { at: spanOf(day.at), until: day.until }
  }
}

function hourBucket(milliseconds: number, zone: string) {
  const offset = zoneOffset(milliseconds, zone)
  if (offset === null) return null
  const at = Math.floor((milliseconds + offset) / HOUR_MILLISECONDS) * HOUR_MILLISECONDS - offset
  return { at, until: at + HOUR_MILLISECONDS }
}

function dayBucket(milliseconds: number, zone: string) {
  const offset = zoneOffset(milliseconds, zone)
  if (offset === null) return null
  const at = Math.floor((milliseconds + offset) / DAY_MILLISECONDS)
  return { at, until: (at + 1) * DAY_MILLISECONDS - offset }
}

function nightBucket(milliseconds: number, zone: string) {
  const at = nightDayNumber(milliseconds, zone)
  return at === null ? null : { at, until: Number.POSITIVE_INFINITY }
}

function monthOfDay(day: number): number {
  const date = new Date(day * DAY_MILLISECONDS)
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}

function bucketFor(buckets: Map<number, Bucket>, at: number): Bucket {
  const known = buckets.get(at)
  if (known !== undefined) return known
  const fresh: Bucket = {
    count: 0,
    minimum: Number.POSITIVE_INFINITY,
    maximum: Number.NEGATIVE_INFINITY,
    sum: 0,
    last: 0,
    sketch: makeSketch(),
  }
  buckets.set(at, fresh)
  return fresh
}

function addWhole(
  buckets: Map<number, Bucket>,
  sample: CanonicalSample,
  moment: number,
  bucketing: Bucketing,
  findZone: ZoneFinder,
): boolean {
  const place = placeOf(moment, sample.zone, bucketing, findZone)
  if (place === null) return false
  const bucket = bucketFor(buckets, place.at)
  count(bucket, sample.value)
  bucket.sum += sample.value
  return true
}

function count(bucket: Bucket, value: number): void {
  bucket.count++
  if (value < bucket.minimum) bucket.minimum = value
  if (value > bucket.maximum) bucket.maximum = value
  bucket.last = value
  addToSketch(bucket.sketch, value)
}

function placeOf(moment: number, stated: string, bucketing: Bucketing, findZone: ZoneFinder) {
  const zone = findZone(moment, stated)
  return zone === null ? null : bucketing(moment, zone)
}

/** A cumulative sample gives each bucket its share; it is counted, with its share there, where it starts. */
function addShares(
  buckets: Map<number, Bucket>,
  sample: CanonicalSample,
  bucketing: Bucketing,
  findZone: ZoneFinder,
): boolean {
  let start = sample.start
  do {
    const place = placeOf(start, sample.zone, bucketing, findZone)
    if (place === null) return start > sample.start
    const end = Math.min(sample.end, Math.max(place.until, start + 1))
    const share = sample.end === sample.start ? sample : shareOf(sample, start, end)
    const bucket = bucketFor(buckets, place.at)
    if (start === sample.start || bucket.count === 0) count(bucket, share.value)
    bucket.sum += share.value
    start = end
  } while (start < sample.end)
  return true
}

function rowOf(at: number, { sketch, ...numbers }: Bucket): RollUpRow {
  return { at, ...numbers, sketch: finishSketch(sketch) }
}

/** The one value of a day (or hour, week, month) that the metric's rule gives; null where each entry stands alone. */
export function valueByRule(metricId: MetricId, row: RollUpRow): number | null {
  assert(row.count > 0, 'a row has a sample')
  const { day } = metric(metricId)
  switch (day) {
    case 'sum':
    case 'count':
      return row.sum
    case 'mean':
    case 'night':
      return row.sum / row.count
    case 'latest':
      return row.last
    case 'max':
      return row.maximum
    case 'each':
      return null
  }
}
