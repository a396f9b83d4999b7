/**
 * Google Fit's "Daily activity metrics": one table of all days, and one table for each day with a row for a quarter of an
 * hour. The day of the latter stands in the name of the file alone; their times carry an offset.
 */
import { DAY_MILLISECONDS, type MetricId } from '@nornos/health-model'
import { csvTables, type Row } from '../csv/csv-format.ts'
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { calendarDay, daySpan, utcTime, wallTime } from '../local-time.ts'

const COLUMNS = '(?:Move Minutes count|Calories \\(kcal\\)|Step count)'

export const googleFitTables: Format = csvTables({
  id: 'google-fit',
  source: 'Google Fit',
  tables: [
    { header: new RegExp(`^Date,.*${COLUMNS}`), row: readDay },
    { header: new RegExp(`^Start time,End time,.*${COLUMNS}`), row: readQuarter },
  ],
})

const SUMS: readonly (readonly [metric: MetricId, column: RegExp, unit: string])[] = [
  ['steps', /^Step count$/, '{steps}'],
  ['distance_walk_run', /^Distance \(m\)$/, 'm'],
  ['energy_total', /^Calories \(kcal\)$/, 'kcal'],
  ['active_minutes', /^Move Minutes count$/, 'min'],
]

function readSums(row: Row, start: number, end: number, emit: Emitter): void {
  for (const [metric, column, unit] of SUMS) emit.sample(metric, start, end, row.number(column), unit)
}

/** A mean rate of a day is no rate that a heart had: the day has its sums and its weight. */
function readDay(row: Row, emit: Emitter, { clock }: ImportContext): void {
  const { start, end } = daySpan(clock, row.cell(/^Date$/))
  emit.count('day')
  readSums(row, start, end, emit)
  emit.sample('weight', start, end, row.number(/^Average weight \(kg\)$/), 'kg')
}

function readQuarter(row: Row, emit: Emitter, context: ImportContext): void {
  const day = /(\d{4}-\d\d-\d\d)\.csv/.exec(context.fileName)?.[1] ?? ''
  const [from, to] = [row.cell(/^Start time$/), row.cell(/^End time$/)]
  emit.count('quarter of an hour')
  if (Number.isNaN(calendarDay(day))) {
    emit.unknown('row of a day without its date', `${from} ${to} ${row.cell(/^Step count$/)}`)
    return
  }
  const start = momentOf(day, from, context)
  const stated = momentOf(day, to, context)
  // The last quarter ends at midnight, which is of the next day.
  const end = stated <= start ? stated + DAY_MILLISECONDS : stated
  readSums(row, start, end, emit)
  emit.sample('heart_rate', start, end, row.number(/^Average heart rate \(bpm\)$/))
}

function momentOf(day: string, time: string, { clock }: ImportContext): number {
  return /[+-]\d\d:\d\d$|Z$/.test(time)
    ? utcTime(`${day}T${time}`)
    : clock.instantOf(wallTime(`${day}T${time}`))
}
