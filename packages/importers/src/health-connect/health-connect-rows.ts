/** Looking into a row of a Health Connect database. */
import type { Span } from '../local-time.ts'
import type { SqliteRow } from '../sqlite/sqlite-file.ts'

/** A double so small that it stands for "not recorded". */
const NOT_RECORDED = 1e-300

export function numberOf(row: SqliteRow, column: string): number | null {
  const value = row.get(column)
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  return value !== 0 && Math.abs(value) < NOT_RECORDED ? null : value
}

/** The number of a code. Some of these columns are declared as text and give digits. */
export function codeOf(row: SqliteRow, column: string): number | null {
  const value = row.get(column)
  if (typeof value === 'string') return /^\d{1,6}$/.test(value) ? Number(value) : null
  return numberOf(row, column)
}

export function textOf(row: SqliteRow, column: string): string {
  const value = row.get(column)
  return typeof value === 'string' ? value : ''
}

/** Of an interval, a moment or a point of a series; NaN for a row without times. */
export function spanOf(row: SqliteRow): Span {
  const start =
    numberOf(row, 'start_time') ?? numberOf(row, 'time') ?? numberOf(row, 'epoch_millis') ?? Number.NaN
  return { start, end: numberOf(row, 'end_time') ?? start }
}

/** What of a row can be read by a person. */
export function plainOf(row: SqliteRow): object {
  return Object.fromEntries([...row].filter(([, value]) => value !== null && typeof value !== 'object'))
}
