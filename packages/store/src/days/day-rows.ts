/**
 * The days of one metric and calendar year as they are kept: numbers enough for charts and for the day's one value.
 * Cumulative metrics have one series, their sources merged; of others each source has its own.
 */
import { SourceId } from '@nornos/health-model'
import * as z from 'zod/mini'

/** Day (since 1970-01-01), count, minimum, maximum, sum, value of the last sample. */
export const DayRow = z.tuple([z.int(), z.int(), z.number(), z.number(), z.number(), z.number()])
export type DayRow = z.infer<typeof DayRow>

export const DaySeries = z.strictObject({ source: z.nullable(SourceId), rows: z.array(DayRow) })
export type DaySeries = z.infer<typeof DaySeries>

export const YearOfDays = z.strictObject({
  year: z.int(),
  series: z.array(DaySeries),
})
export type YearOfDays = z.infer<typeof YearOfDays>

/** The rows of some months replaced by new ones. `from` and `to` are days; `to` is not included. */
export function replaceDays(
  year: YearOfDays,
  from: number,
  to: number,
  fresh: readonly DaySeries[],
): YearOfDays {
  const kept = year.series.map(({ source, rows }) => ({
    source,
    rows: rows.filter(([day]) => day < from || day >= to),
  }))
  const sources = new Set([...kept, ...fresh].map(({ source }) => source))
  const rowsIn = (list: readonly DaySeries[], source: SourceId | null) =>
    list.find((series) => series.source === source)?.rows ?? []
  const series = [...sources].map((source) => ({
    source,
    rows: [...rowsIn(kept, source), ...rowsIn(fresh, source)].sort(([left], [right]) => left - right),
  }))
  return { year: year.year, series: series.filter(({ rows }) => rows.length > 0) }
}
