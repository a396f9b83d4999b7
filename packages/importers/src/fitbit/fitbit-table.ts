/**
 * What the tables of a Takeout have in common: where a row lies in time. What is said of a day or a night carries that
 * day, at whatever midnight: it is a label, no instant. Times of the minutes are the wall clock, or UTC where a `Z`
 * stands behind them.
 */
import type { MetricId } from '@nornos/health-model'
import type { CsvTable, Row } from '../csv/csv-format.ts'
import type { Emitter } from '../emitter.ts'
import { datedNight, daySpan, type LocalClock, type Span, utcTime, wallTime } from '../local-time.ts'

const MINUTE = 60_000
export const STAMP = /^(?:timestamp|date_time|date|DATE)$/

export type Place = (row: Row, clock: LocalClock) => Span
export type Value = readonly [metric: MetricId, value: (row: Row) => number | null, unit?: string]

export const night: Place = (row, clock) => datedNight(clock, row.cell(STAMP).slice(0, 10))
export const day: Place = (row, clock) => daySpan(clock, row.cell(STAMP).slice(0, 10))
export const sleep: Place = (row, clock) => ({
  start: momentOf(row.cell(/^sleep_start$/), clock),
  end: momentOf(row.cell(/^sleep_end$/), clock),
})
export const moment: Place = (row, clock) => {
  const time = momentOf(row.cell(STAMP), clock)
  return { start: time, end: time }
}
export const minute: Place = (row, clock) => {
  const { start } = moment(row, clock)
  return { start, end: start + MINUTE }
}

function momentOf(text: string, clock: LocalClock): number {
  return text.endsWith('Z') ? utcTime(text) : clock.instantOf(wallTime(text))
}

export const under =
  (column: RegExp) =>
  (row: Row): number | null =>
    row.number(column)

/** `sourceOf` names the device of a row, where the table has it. */
export function table(
  kind: string,
  header: RegExp,
  place: Place,
  values: readonly Value[],
  sourceOf: (row: Row, emit: Emitter) => Emitter = (_row, emit) => emit,
): CsvTable {
  return {
    header,
    row(row, emit, { clock }) {
      const { start, end } = place(row, clock)
      emit.count(kind)
      const from = sourceOf(row, emit)
      for (const [metric, value, unit] of values) from.sample(metric, start, end, value(row), unit)
    },
  }
}

/** Null where there is nothing to divide by. */
export function quotient(row: Row, above: RegExp, below: RegExp): number | null {
  const [dividend, divisor] = [row.number(above), row.number(below)]
  return dividend === null || divisor === null || divisor === 0 ? null : dividend / divisor
}

export function difference(row: Row, left: RegExp, right: RegExp): number | null {
  const [from, taken] = [row.number(left), row.number(right)]
  return from === null || taken === null ? null : from - taken
}
