/**
 * Samsung Health's tables: the first line names the table, the second its columns, some with the name of the table in
 * front. Times are UTC beside an offset; days are a number of milliseconds. Read next: samsung-tables.ts.
 */
import { codeNumber } from '@nornos/health-model'
import { CUT, createCsvReader } from '../csv/csv-reader.ts'
import { createEmitter, type Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { numberAt } from '../json/look.ts'
import { daySpan, wallTime } from '../local-time.ts'
import { readPieces } from '../read-pieces.ts'
import { SAMSUNG_EXERCISES, SAMSUNG_TABLES } from './samsung-tables.ts'

const decoder = new TextDecoder('utf-8')
const FIRST_LINE = /^\uFEFF?"?com\.samsung\.(?:s?health)\.[a-z0-9_.]+"?,\d+/

export const samsungHealth: Format = {
  id: 'samsung-health',
  matches: (first) => FIRST_LINE.test(decoder.decode(first.subarray(0, 200))),
  async read(reader, context) {
    const emit = createEmitter(context, { name: 'Samsung Health', manufacturer: 'Samsung' })
    let table = ''
    let columns: ReadonlyMap<string, number> | null = null
    const csv = createCsvReader((cells, line) => {
      emit.place = line
      if (table === '') table = shortName((cells[0] ?? '').replace(/^\uFEFF/, ''))
      else if (columns === null) columns = columnsOf(cells)
      else readRow(table, cellReader(columns, cells), emit, context)
    })
    await readPieces(reader, context, csv.push)
    const cutAt = csv.finish()
    if (cutAt !== null) context.report.partial(cutAt, CUT)
  },
}

/** `com.samsung.shealth.tracker.heart_rate` is the table of heart rates, whichever part of the app wrote it. */
function shortName(name: string): string {
  return name.replace(/^com\.samsung\.s?health\.(?:tracker\.)?/, '')
}

function columnsOf(cells: readonly string[]): ReadonlyMap<string, number> {
  const names = cells.map((cell) => cell.replace(/^com\.samsung\.s?health\.(?:[a-z_]+\.)*/, ''))
  return new Map(names.map((name, index) => [name, index]))
}

type Cell = (column: string) => string

function cellReader(columns: ReadonlyMap<string, number>, cells: readonly string[]): Cell {
  return (column) => cells[columns.get(column) ?? -1] ?? ''
}

function numberOf(cell: Cell, column: string): number | null {
  return numberAt({ value: cell(column) }, 'value')
}

function readRow(table: string, cell: Cell, emit: Emitter, context: ImportContext): void {
  emit.count(table)
  const start = wallTime(cell('start_time'))
  const stated = wallTime(cell('end_time'))
  const end = Number.isNaN(stated) ? start : stated
  const values = SAMSUNG_TABLES[table]
  if (table === 'sleep_stage') emit.sample('sleep_hypnogram', start, end, stageOf(cell('stage'), emit))
  else if (table === 'exercise') readExercise(cell, start, end, emit)
  else if (table === 'step_daily_trend') readDay(cell, emit, context)
  else if (values === undefined) emit.unknown(table, { start: cell('start_time'), uuid: cell('datauuid') })
  else
    for (const [metric, column, unit] of values) {
      emit.sample(metric, start, end, numberOf(cell, column), unit)
    }
}

const STAGES: ReadonlyMap<string, number> = new Map([
  ['40001', codeNumber('sleep_stage', 'awake')],
  ['40002', codeNumber('sleep_stage', 'light')],
  ['40003', codeNumber('sleep_stage', 'deep')],
  ['40004', codeNumber('sleep_stage', 'rem')],
])

function stageOf(text: string, emit: Emitter): number | null {
  const code = STAGES.get(text) ?? null
  if (code === null) emit.skip('sleep_hypnogram', 'unknown-code', text)
  return code
}

function readExercise(cell: Cell, start: number, end: number, emit: Emitter): void {
  const code = cell('exercise_type')
  const milliseconds = numberOf(cell, 'duration')
  emit.workout({
    activity: SAMSUNG_EXERCISES[code] ?? `samsung ${code}`,
    start,
    end,
    durationMinutes: milliseconds === null ? null : milliseconds / 60_000,
    distanceMetres: numberOf(cell, 'distance'),
    energyKilocalories: numberOf(cell, 'calorie'),
    elevationGainMetres: numberOf(cell, 'altitude_gain'),
  })
  emit.sample('workout_heart_rate', start, end, numberOf(cell, 'mean_heart_rate'))
}

/** All devices together: the others repeat parts of it. */
const ALL_DEVICES = ['', '-2']

/**
 * The sum of a day, in a source of its own: the intervals of the day stand in another table, and where both are, the
 * merge of sources counts every step once.
 */
function readDay(cell: Cell, emit: Emitter, context: ImportContext): void {
  const time = numberOf(cell, 'day_time')
  if (time === null || !ALL_DEVICES.includes(cell('source_type'))) {
    emit.unknown('step_daily_trend of one device', { day: cell('day_time'), source: cell('source_type') })
    return
  }
  const day = new Date(Math.min(Math.max(time, 0), 8e15)).toISOString().slice(0, 10)
  const { start, end } = daySpan(context.clock, day)
  const days = emit.from({ name: 'Samsung Health (days)', manufacturer: 'Samsung' })
  days.sample('steps', start, end, numberOf(cell, 'count'))
  days.sample('distance_walk_run', start, end, numberOf(cell, 'distance'), 'm')
}

/** The minutes behind a row, in files beside the tables: `binning_data`. */
export const samsungBins: Format = jsonFormat({
  id: 'samsung-health',
  source: 'Samsung Health',
  isWhole: false,
  signature:
    /^\s*\[\s*\{(?=[^}]*"start_time"\s*:\s*\d{12,})[^}]*"(?:heart_rate_max|spo2_max|score_max|rmssd|mean)"\s*:/,
  item(value, emit) {
    const start = numberAt(value, 'start_time') ?? Number.NaN
    const end = numberAt(value, 'end_time') ?? start
    emit.count('minute')
    emit.sample('heart_rate', start, end, numberAt(value, 'heart_rate'))
    emit.sample('spo2', start, end, numberAt(value, 'spo2'))
    emit.sample('stress_level', start, end, numberAt(value, 'score'))
    emit.sample('hrv_rmssd', start, end, numberAt(value, 'rmssd'))
    emit.sample('hrv_sdnn', start, end, numberAt(value, 'sdnn'))
    emit.sample('skin_temperature', start, end, numberAt(value, 'mean'))
  },
})
