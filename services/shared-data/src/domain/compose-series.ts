/** Roll-ups to a series of hours, days or months, by source. Read next: compose-raw-series.ts. */
import type { DataQuery, DaySeries, HourSeries } from '@nornos/contracts'
import {
  type BlockCut,
  DAY_MILLISECONDS,
  type EventId,
  type FieldId,
  HOUR_MILLISECONDS,
  instantToMilliseconds,
  metric,
  numberToLocalDay,
  type RollUpItem,
  type RollUpRow,
  type RollUpSpan,
  rowsOfItem,
  type SourceId,
} from '@nornos/health-model'
import { isRowSince } from './within-cuts.ts'

export interface SeriesRequest {
  readonly eventId: EventId
  readonly field: FieldId
  readonly query: DataQuery
}

/** Sources whose rows are given; devices are few. */
const sourcesMax = 50

interface SourcedRow {
  readonly source: SourceId | null
  readonly row: RollUpRow
}

export function composeSpanSeries(
  request: SeriesRequest,
  span: RollUpSpan,
  items: readonly RollUpItem[],
  cut: BlockCut,
): HourSeries | DaySeries {
  const { query, eventId, field } = request
  const all = items.flatMap((item) => rowsOfRange(item, span, query, cut))
  all.sort((left, right) => left.row.at - right.row.at)
  const bySource = [...Map.groupBy(all.slice(0, query.points), ({ source }) => source)]
  const series = bySource.slice(0, sourcesMax).map(([source, rows]) => ({
    source,
    rows: rows.map(({ row }) => row),
  }))
  const common = {
    eventId,
    field,
    metric: query.metric,
    unit: metric(query.metric).unit,
    cut: all.length > query.points || bySource.length > sourcesMax,
  }
  if (span === 'hour') {
    const origin = instantToMilliseconds(query.from)
    return {
      ...common,
      resolution: 'hour',
      origin: query.from,
      series: series.map(({ source, rows }) => ({
        source,
        offsetsMs: rows.map((row) => row.at - origin),
        ...statisticsOf(rows),
      })),
    }
  }
  return {
    ...common,
    resolution: span,
    series: series.map(({ source, rows }) => ({
      source,
      days: rows.map((row) => numberToLocalDay(dayOf(span, row.at))),
      ...statisticsOf(rows),
    })),
  }
}

function rowsOfRange(item: RollUpItem, span: RollUpSpan, query: DataQuery, cut: BlockCut): SourcedRow[] {
  const from = instantToMilliseconds(query.from)
  const until = instantToMilliseconds(query.to)
  return rowsOfItem(item)
    .filter((row) => {
      const moment = middleOf(span, row.at)
      return moment >= from && moment < until
    })
    .filter((row) => cut.dataSince === null || isRowSince(row, span, cut.dataSince, 'begins-after'))
    .map((row) => ({ source: item.source, row }))
}

/**
 * A row belongs to the range that holds its middle: rows are of local days and say nothing about the zone, and noon
 * UTC falls on the same date almost everywhere.
 */
function middleOf(span: RollUpSpan, at: number): number {
  switch (span) {
    case 'hour':
      return at
    case 'day':
      return at * DAY_MILLISECONDS + 12 * HOUR_MILLISECONDS
    case 'month':
      return Date.UTC(1970, at, 15)
  }
}

function dayOf(span: 'day' | 'month', at: number): number {
  return span === 'day' ? at : Date.UTC(1970, at, 1) / DAY_MILLISECONDS
}

function statisticsOf(rows: readonly RollUpRow[]) {
  return {
    count: rows.map((row) => row.count),
    min: rows.map((row) => row.minimum),
    max: rows.map((row) => row.maximum),
    mean: rows.map((row) => row.sum / row.count),
    sum: rows.map((row) => row.sum),
    last: rows.map((row) => row.last),
  }
}
