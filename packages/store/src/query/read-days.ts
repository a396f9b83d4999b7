/** The rolled-up days of a metric. */
import type { MetricId, SourceId } from '@nornos/health-model'
import { type DayRow, type DaySeries, YearOfDays } from '../days/day-rows.ts'
import { yearOf } from '../days/dirty-days.ts'
import type { OpenDevice } from '../open-device.ts'

/** Days from `from` until before `to`, as days since 1970-01-01; one series for each source, ascending. */
export async function readDays(
  { boxes, catalog }: OpenDevice,
  metric: MetricId,
  from: number,
  to: number,
): Promise<readonly DaySeries[]> {
  const rows = new Map<SourceId | null, DayRow[]>()
  const years = catalog
    .metric(metric)
    .days.filter(({ year }) => year >= yearOfDay(from) && year <= yearOfDay(to))
    .sort((left, right) => left.year - right.year)
  for (const { name } of years) {
    const shard = await boxes.openJson('rollups', name, YearOfDays)
    for (const { source, rows: own } of shard?.series ?? []) {
      const kept = own.filter(([day]) => day >= from && day < to)
      if (kept.length > 0) rows.set(source, [...(rows.get(source) ?? []), ...kept])
    }
  }
  return [...rows].map(([source, own]) => ({ source, rows: own }))
}

function yearOfDay(day: number): number {
  const date = new Date(day * 86_400_000)
  return yearOf((date.getUTCFullYear() - 1970) * 12)
}

/** All sources together: of a day that several measured, counts and sums are added and the last value is the best source's. */
export function joinSources(series: readonly DaySeries[], order: readonly SourceId[]): readonly DayRow[] {
  const rank = (source: SourceId | null) => {
    const place = source === null ? -1 : order.indexOf(source)
    return place < 0 && source !== null ? order.length : place
  }
  const days = new Map<number, DayRow>()
  for (const { rows } of series.toSorted((left, right) => rank(left.source) - rank(right.source))) {
    for (const row of rows) {
      const known = days.get(row[0])
      days.set(row[0], known === undefined ? row : joinRows(known, row))
    }
  }
  return [...days.values()].sort(([left], [right]) => left - right)
}

/** `first` is of the better source, or of the later day. */
export function joinRows(first: DayRow, second: DayRow): DayRow {
  return [
    first[0],
    first[1] + second[1],
    Math.min(first[2], second[2]),
    Math.max(first[3], second[3]),
    first[4] + second[4],
    first[5],
  ]
}
