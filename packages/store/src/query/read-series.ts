/**
 * A metric over time, reduced to what fits on a screen: samples where there are few, else hours, days, weeks or months.
 * Where nothing was measured there is no point. Read next: points.ts.
 */
import {
  type Block,
  canonicalSamples,
  DAY_MILLISECONDS,
  firstDayOfWeek,
  HOUR_MILLISECONDS,
  type MetricId,
  mergeSources,
  metric,
  type SourceId,
} from '@nornos/health-model'
import type { DayRow } from '../days/day-rows.ts'
import { firstDayOf, monthOf } from '../days/dirty-days.ts'
import { rollUpHours } from '../days/roll-up-hours.ts'
import { entriesBetween } from '../objects/block-streams.ts'
import type { OpenDevice } from '../open-device.ts'
import type { SeriesQuery, SeriesView } from '../views.ts'
import { localDayStart } from './local-day-start.ts'
import { columnsOf, numbersOf, type Point, reducePoints } from './points.ts'
import { joinRows, joinSources, readDays } from './read-days.ts'
import { readStreams } from './read-samples.ts'
import { readUsual } from './read-usual.ts'
import { type Measured, reduceMeasured } from './reduce-measured.ts'

type Resolution = SeriesView['resolution']

const WEEK_MILLISECONDS = 7 * DAY_MILLISECONDS

/** A local day lies within so much of its UTC day. */
const reach = 1.5 * DAY_MILLISECONDS

export async function readSeries(device: OpenDevice, query: SeriesQuery): Promise<SeriesView> {
  const resolution = query.resolution === 'auto' ? fitting(device, query) : query.resolution
  const { gapMs, points } = await readPoints(device, query, resolution)
  return {
    metric: query.metric,
    resolution,
    ...columnsOf(points),
    gapMs,
    usual: await readUsual(device, query.metric, query.to, resolution),
  }
}

function fitting({ catalog }: OpenDevice, { metric: id, from, to, points }: SeriesQuery): Resolution {
  const samples = entriesBetween(catalog.metric(id).blocks, from, to).reduce(
    (sum, entry) => sum + entry.count * shareWithin(entry, from, to),
    0,
  )
  if (samples <= points) return 'raw'
  const span = to - from
  if (span / HOUR_MILLISECONDS <= points && metric(id).day !== 'night') return 'hour'
  if (span / DAY_MILLISECONDS <= points) return 'day'
  return span / WEEK_MILLISECONDS <= points ? 'week' : 'month'
}

/** As if its samples came evenly. */
function shareWithin(
  entry: { readonly from: number; readonly to: number },
  from: number,
  to: number,
): number {
  const whole = entry.to - entry.from
  return whole <= 0 ? 1 : (Math.min(to, entry.to) - Math.max(from, entry.from)) / whole
}

async function readPoints(
  device: OpenDevice,
  query: SeriesQuery,
  resolution: Resolution,
): Promise<Pick<Measured, 'points' | 'gapMs'>> {
  if (resolution === 'raw') return rawPoints(device, query)
  if (resolution === 'hour') {
    return { points: reducePoints(await hourPoints(device, query), query), gapMs: 1.5 * HOUR_MILLISECONDS }
  }
  const { gapMs, groupOf } = spansOfDays[resolution]
  const days = await dayRows(device, query)
  return { points: reducePoints(groupedPoints(device, query.metric, days, groupOf), query), gapMs }
}

/** By the first day of each. */
const spansOfDays = {
  day: { gapMs: 1.5 * DAY_MILLISECONDS, groupOf: (day: number) => day },
  week: { gapMs: 1.5 * WEEK_MILLISECONDS, groupOf: firstDayOfWeek },
  month: {
    gapMs: 46 * DAY_MILLISECONDS,
    groupOf: (day: number) => firstDayOf(monthOf(day * DAY_MILLISECONDS)),
  },
} as const

async function rawPoints(
  device: OpenDevice,
  query: SeriesQuery,
): Promise<Pick<Measured, 'points' | 'gapMs'>> {
  const { from, metric: id, points: most, to } = query
  const blocks = [...(await readStreams(device, id, from, to)).values()].flat()
  const merged = metric(id).day === 'sum' ? [mergedColumns(blocks, device.knowledge.sourceOrder)] : blocks
  const { count, gapMs, points } = reduceMeasured(merged, query)
  return { points, gapMs: count > most ? Math.max(gapMs, (2 * (to - from)) / most) : gapMs }
}

function mergedColumns(blocks: readonly Block[], order: readonly SourceId[]) {
  const samples = mergeSources(canonicalSamples(blocks), order)
  return {
    count: samples.length,
    starts: Float64Array.from(samples, ({ start }) => start),
    values: Float64Array.from(samples, ({ value }) => value),
  }
}

async function hourPoints(device: OpenDevice, { metric: id, from, to }: SeriesQuery): Promise<Point[]> {
  const streams = await readStreams(device, id, from - HOUR_MILLISECONDS, to + HOUR_MILLISECONDS)
  const { findZone, sourceOrder } = device.knowledge
  return rollUpHours(id, [...streams.values()].flat(), findZone, sourceOrder)
    .filter(([at]) => at >= from && at < to)
    .map((row) => numbersOf(id, row))
}

async function dayRows(
  device: OpenDevice,
  { metric: id, from, to }: SeriesQuery,
): Promise<readonly DayRow[]> {
  const first = Math.floor((from - reach) / DAY_MILLISECONDS)
  const end = Math.ceil((to + reach) / DAY_MILLISECONDS)
  const rows = joinSources(await readDays(device, id, first, end), device.knowledge.sourceOrder)
  return rows.filter(([day]) => {
    const start = localDayStart(device.knowledge, day)
    return start >= from - DAY_MILLISECONDS / 24 && start < to
  })
}

function groupedPoints(
  device: OpenDevice,
  id: MetricId,
  rows: readonly DayRow[],
  groupOf: (day: number) => number,
): Point[] {
  const groups = Map.groupBy(rows, ([day]) => groupOf(day))
  return [...groups].flatMap(([first, days]) => {
    const whole = days.reduceRight<DayRow | null>(
      (sum, row) => (sum === null ? row : joinRows(sum, row)),
      null,
    )
    return whole === null ? [] : [{ ...numbersOf(id, whole), time: localDayStart(device.knowledge, first) }]
  })
}
