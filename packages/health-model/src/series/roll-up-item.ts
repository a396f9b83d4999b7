/**
 * The published form of roll-ups: one item per metric, source, span and calendar month (a year for rows of months).
 * Plain JSON: a reader that is not ours can use it.
 */
import { type Bytes, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import type { BlockCut } from '../block/cut.ts'
import { localDayToNumber, numberToLocalDay } from '../day-number.ts'
import { SourceId } from '../ids.ts'
import { Instant, LocalDay, millisecondsToInstant } from '../instant.ts'
import { MetricId, metric } from '../metrics/catalogue.ts'
import { QuantileSketch } from './quantile-sketch.ts'
import type { RollUpRow, RollUpSpan } from './roll-up.ts'

const finite = z.number()

const numbers = {
  count: z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER)),
  minimum: finite,
  maximum: finite,
  mean: finite,
  sum: finite,
  last: finite,
  sketch: QuantileSketch,
}

const Month = z.string().check(z.regex(/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])$/))
const Year = z.string().check(z.regex(/^(?:19|20|21)\d\d$/))

const head = {
  format: z.literal('nornos/rollup/1'),
  metric: MetricId,
  /** The metric's canonical unit. */
  unit: z.string().check(z.maxLength(64)),
  /** Null for cumulative metrics, whose sources are merged. */
  source: z.nullable(SourceId),
}

function rows<Time extends z.ZodMiniType>(at: Time, maximum: number) {
  return z.array(z.strictObject({ at, ...numbers })).check(z.minLength(1), z.maxLength(maximum))
}

/** `period` is the calendar month of the rows, or for rows of months the year. */
export const RollUpItem = z.discriminatedUnion('span', [
  z.strictObject({ ...head, span: z.literal('hour'), period: Month, rows: rows(Instant, 31 * 25) }),
  z.strictObject({ ...head, span: z.literal('day'), period: Month, rows: rows(LocalDay, 31) }),
  z.strictObject({ ...head, span: z.literal('month'), period: Year, rows: rows(Month, 12) }),
])
export type RollUpItem = z.infer<typeof RollUpItem>

/** The items of a metric's rows, in time order. Hours are put into the UTC month of their start. */
export function rollUpItems(
  metricId: MetricId,
  source: SourceId | null,
  span: RollUpSpan,
  rowsOfSpan: readonly RollUpRow[],
): RollUpItem[] {
  const written = rowsOfSpan.map((row) => writeRow(span, row))
  const byPeriod = Map.groupBy(written, ({ at }) => at.slice(0, span === 'month' ? 4 : 7))
  const common = { format: 'nornos/rollup/1' as const, metric: metricId, unit: metric(metricId).unit, source }
  return [...byPeriod].map(([period, items]) => RollUpItem.parse({ ...common, span, period, rows: items }))
}

function writeRow(span: RollUpSpan, row: RollUpRow) {
  return { ...row, at: writeTime(span, row.at), mean: row.sum / row.count }
}

function writeTime(span: RollUpSpan, at: number): string {
  if (span === 'hour') return millisecondsToInstant(at)
  if (span === 'day') return numberToLocalDay(at)
  return new Date(Date.UTC(1970, at, 1)).toISOString().slice(0, 7)
}

/** The rows of an item as calculations use them. */
export function rowsOfItem(item: RollUpItem): RollUpRow[] {
  return item.rows.map(({ at, mean: _, ...row }) => ({ ...row, at: readTime(item.span, at) }))
}

function readTime(span: RollUpSpan, at: string): number {
  if (span === 'hour') return Date.parse(at)
  if (span === 'day') return localDayToNumber(LocalDay.parse(at))
  return (Number(at.slice(0, 4)) - 1970) * 12 + Number(at.slice(5, 7)) - 1
}

/** The bytes that name an item: `nornos/rollup/1` 00 metric 00 span 00 period 00 source (hex, or nothing). */
export function rollUpIdentity(item: Pick<RollUpItem, 'metric' | 'span' | 'period' | 'source'>): Bytes {
  return utf8(`nornos/rollup/1\0${item.metric}\0${item.span}\0${item.period}\0${item.source ?? ''}`)
}

/**
 * Which spans a field's consent lets through: months always, days always, hours unless the resolution is daily.
 * Samples before `dataSince` must not be in the rows: roll up what `isSince` keeps.
 */
export function spansOfCut(cut: BlockCut): readonly RollUpSpan[] {
  return cut.resolution === 'daily' ? ['day', 'month'] : ['hour', 'day', 'month']
}

/** True for samples that the cut's `dataSince` lets through. */
export function isSince(cut: BlockCut, start: number): boolean {
  return cut.dataSince === null || start >= cut.dataSince
}
