/**
 * Day values out of roll-ups: cut to the history, one source for each metric, rounded, sorted and free of doubles,
 * so that the order and number of roll-ups that come in never matters.
 */
import {
  type LocalDay,
  localDayToNumber,
  type MetricId,
  numberToLocalDay,
  type RollUpRow,
  type SourceId,
  valueByRule,
} from '@nornos/health-model'
import { roundTo } from '../statistics/rounding.ts'
import { chooseSource } from './choose-source.ts'
import { type DayValue, historyDays, type Snapshot } from './snapshot.ts'

/** The day roll-ups of one metric and source: the rows of one or several published items, or of the store. */
export interface DaySeries {
  readonly metric: MetricId
  /** Null for cumulative metrics, whose sources are merged before they are rolled up. */
  readonly source: SourceId | null
  /** `at` is days since 1970-01-01. */
  readonly rows: readonly RollUpRow[]
}

/** Places after the point that any day value keeps: finer than any device, coarser than a difference in the last bit. */
const decimals = 4

/** The day values of every metric that has one between the start of the history and `asOf`. */
export function dayValuesOf(series: readonly DaySeries[], asOf: LocalDay): Snapshot['metrics'] {
  const today = localDayToNumber(asOf)
  const cut = series.map(({ rows, ...rest }) => ({ ...rest, rows: rowsInHistory(rows, today) }))
  const byMetric = Map.groupBy(
    cut.filter(({ rows }) => rows.length > 0),
    (one) => one.metric,
  )
  const metrics = [...byMetric.keys()].sort()
  return Object.fromEntries(
    metrics.flatMap((id) => {
      const days = daysOf(id, byMetric.get(id) ?? [], today)
      return days.length === 0 ? [] : [[id, days]]
    }),
  )
}

function rowsInHistory(rows: readonly RollUpRow[], today: number): RollUpRow[] {
  return rows.filter(({ at, count }) => at <= today && at > today - historyDays && count > 0)
}

function daysOf(id: MetricId, series: readonly DaySeries[], today: number): DayValue[] {
  const bySource = new Map<string, RollUpRow[]>()
  for (const { source, rows } of series) {
    bySource.set(source ?? '', [...(bySource.get(source ?? '') ?? []), ...rows])
  }
  const candidates = [...bySource].map(([source, rows]) => ({ source, days: rows.map((row) => row.at) }))
  const chosen = chooseSource(candidates, today)
  const rows = new Map<number, RollUpRow>()
  for (const row of bySource.get(chosen ?? '') ?? []) {
    const other = rows.get(row.at)
    if (other === undefined || isFuller(row, other)) rows.set(row.at, row)
  }
  return [...rows.values()]
    .sort((left, right) => left.at - right.at)
    .flatMap((row) => {
      const value = valueByRule(id, row)
      return value === null ? [] : [dayValue(row, value)]
    })
}

/** Two versions of one day: the one with more readings is the later one; a tie is broken by the numbers alone. */
function isFuller(row: RollUpRow, other: RollUpRow): boolean {
  const differences = [row.count - other.count, row.sum - other.sum, row.last - other.last]
  return (differences.find((difference) => difference !== 0) ?? 0) > 0
}

function dayValue(row: RollUpRow, value: number): DayValue {
  return {
    day: numberToLocalDay(row.at),
    value: roundTo(value, decimals),
    low: roundTo(row.minimum, decimals),
    high: roundTo(row.maximum, decimals),
    count: row.count,
  }
}
