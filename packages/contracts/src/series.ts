/** A question for data and its answer: columns, so that a year stays small. */
import { EventId, FieldId, Instant, LocalDay, MetricId, SourceId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { wholeNumber } from './wire.ts'

/**
 * At most `points` come back, and `cut` says that there were more. Asked for more finely than the consent allows, the
 * answer has the consent's resolution: the reply names the one that it has.
 */
export const DataQuery = z.strictObject({
  metric: MetricId,
  from: Instant,
  to: Instant,
  resolution: z.enum(['raw', 'hour', 'day', 'month']),
  points: z._default(z.union([wholeNumber(1, 50_000), z.int().check(z.gte(1), z.lte(50_000))]), 5_000),
})
export type DataQuery = z.output<typeof DataQuery>

const pointsMax = 50_000
const Numbers = z.array(z.number()).check(z.maxLength(pointsMax))
const Counts = z.array(z.int()).check(z.maxLength(pointsMax))
const common = {
  eventId: EventId,
  field: FieldId,
  metric: MetricId,
  /** UCUM. */
  unit: z.string().check(z.maxLength(40)),
}
const statistics = { count: Counts, min: Numbers, max: Numbers, mean: Numbers, sum: Numbers, last: Numbers }

/** Milliseconds after `origin`. */
export const RawSeries = z.strictObject({
  ...common,
  resolution: z.literal('raw'),
  origin: Instant,
  offsetsMs: Counts,
  durationsMs: Counts,
  values: Numbers,
  /** Index into `sourceIds`, one per value. */
  sources: Counts,
  sourceIds: z.array(SourceId).check(z.maxLength(200)),
  /** Index into `zoneNames`, one per value. */
  zones: Counts,
  /** IANA zones that the sources state; empty where they do not. */
  zoneNames: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(200)),
  /** True when there was more than the budget; the earliest are given. */
  cut: z.boolean(),
})

/** Sources of cumulative metrics are merged by the patient's device: then there is one series, without a source. */
const bySource = { source: z.nullable(SourceId), ...statistics }

export const HourSeries = z.strictObject({
  ...common,
  resolution: z.literal('hour'),
  origin: Instant,
  series: z.array(z.strictObject({ ...bySource, offsetsMs: Counts })).check(z.maxLength(50)),
  cut: z.boolean(),
})

/** Local days, or the first days of months, in the patient's own time zone. */
export const DaySeries = z.strictObject({
  ...common,
  resolution: z.enum(['day', 'month']),
  series: z
    .array(z.strictObject({ ...bySource, days: z.array(LocalDay).check(z.maxLength(pointsMax)) }))
    .check(z.maxLength(50)),
  cut: z.boolean(),
})

export const DataSeries = z.union([RawSeries, HourSeries, DaySeries])
export type DataSeries = z.output<typeof DataSeries>
export type RawSeries = z.output<typeof RawSeries>
export type HourSeries = z.output<typeof HourSeries>
export type DaySeries = z.output<typeof DaySeries>
