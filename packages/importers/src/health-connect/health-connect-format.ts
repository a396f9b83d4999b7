/**
 * Google Health Connect's own export: an SQLite database (usually the one entry of a zip archive). Energy is in calories,
 * masses in grams, glucose in mmol/L; 5e-324 stands for what was not recorded. Read next: health-connect-tables.ts,
 * health-connect-sessions.ts.
 */
import { MINUTE_MILLISECONDS } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { type GlucoseMetric, glucoseMetric } from '../glucose-kind.ts'
import { type ByteReader, blobAccess, keepAll, type RandomAccess } from '../input.ts'
import { isSqlite, openSqlite, type SqliteFile, type SqliteRow } from '../sqlite/sqlite-file.ts'
import { MEDICAL_TABLES, readMedical } from './health-connect-medical.ts'
import { codeOf, numberOf, plainOf, spanOf, textOf } from './health-connect-rows.ts'
import { readExercises, readNights, SESSION_TABLES } from './health-connect-sessions.ts'
import { ownersOf, readRows, readSources, type Sources } from './health-connect-sources.ts'
import { readSymptom, SYMPTOMS } from './health-connect-symptoms.ts'
import {
  CONNECT_CODES,
  CONNECT_NUTRIENTS,
  CONNECT_SERIES,
  CONNECT_SPANS,
  CONNECT_TABLES,
  type ConnectSeries,
  HOUSEKEEPING,
} from './health-connect-tables.ts'

export const healthConnect: Format = {
  id: 'health-connect',
  matches: isSqlite,
  async read(reader, context) {
    const source = context.whole ?? (await expanded(reader, context))
    const file = source === null ? null : await openSqlite(source)
    if (file === null) {
      const [why, detail] = source === null ? TOO_LARGE : UNREADABLE
      context.report.skip('database', why, 0, detail)
      return
    }
    await readDatabase(file, context)
    for (const { offset, detail } of file.faults) context.report.partial(offset, detail)
  },
}

const UNREADABLE = ['unreadable-file', 'This database cannot be read.'] as const
/** By itself it is read where it lies, a few pages at a time. */
const TOO_LARGE = ['too-large', 'Too large inside an archive: take it out, and choose the database.'] as const

/** What came before a damaged place is a database too, if one with holes. */
async function expanded(reader: ByteReader, { limits, report }: ImportContext): Promise<RandomAccess | null> {
  const blob = await keepAll(reader, limits.databaseBytesMax, (length, how) =>
    report.partial(length, `The file ends too early (${how}).`),
  )
  return blob === null ? null : blobAccess(blob)
}

const GLUCOSE = 'blood_glucose_record_table'
const NUTRITION = 'nutrition_record_table'

async function readDatabase(file: SqliteFile, context: ImportContext): Promise<void> {
  const sources = await readSources(file, context)
  for (const name of VALUE_TABLES)
    await readRows(file, name, context, (row) => readRow(name, row, sources.of(row)))
  for (const [name, series] of Object.entries(CONNECT_SERIES))
    await readSeries(file, name, series, context, sources)
  await readNights(file, context, sources)
  await readExercises(file, context, sources)
  await readMedical(file, context)
  for (const name of file.tables) {
    if (READ.has(name) || HOUSEKEEPING.test(name)) continue
    await readRows(file, name, context, (row) => sources.of(row).unknown(name, plainOf(row)))
  }
}

const VALUE_TABLES = [
  ...Object.keys(CONNECT_TABLES),
  GLUCOSE,
  SYMPTOMS,
  ...Object.keys(CONNECT_CODES),
  ...Object.keys(CONNECT_SPANS),
]
const READ: ReadonlySet<string> = new Set([
  ...[...VALUE_TABLES, ...SESSION_TABLES, ...MEDICAL_TABLES, 'application_info_table', 'device_info_table'],
  ...Object.entries(CONNECT_SERIES).flatMap(([name, { owner }]) => [name, owner]),
])

async function readSeries(
  file: SqliteFile,
  name: string,
  { metric, column, unit, owner }: ConnectSeries,
  context: ImportContext,
  sources: Sources,
): Promise<void> {
  const owners = await ownersOf(file, owner, context, sources)
  const type = typeOf(name)
  await readRows(file, name, context, (row) => {
    const emit = owners.get(numberOf(row, 'parent_key') ?? -1)
    if (emit === undefined) {
      context.report.skip(metric, 'missing-attribute', 0, 'It belongs to no recording.')
      return
    }
    const { start } = spanOf(row)
    emit.count(type)
    emit.sample(metric, start, start, numberOf(row, column), unit)
  })
}

/** `heart_rate` of `heart_rate_record_series_table`. */
function typeOf(table: string): string {
  return table.replace(/(?:_record)?(?:_series)?_table$/, '')
}

function readRow(name: string, row: SqliteRow, emit: Emitter): void {
  const { start, end } = spanOf(row)
  emit.count(typeOf(name))
  for (const [metric, column, unit] of CONNECT_TABLES[name] ?? [])
    emit.sample(metric, start, end, numberOf(row, column), unit)
  if (name === GLUCOSE) emit.sample(glucoseOf(row, emit), start, end, numberOf(row, 'level'), 'mmol/L')
  if (name === NUTRITION) readMeal(row, emit)
  if (name === SYMPTOMS) readSymptom(row, emit)
  const span = CONNECT_SPANS[name]
  if (span !== undefined) {
    const [metric, value] = span
    emit.sample(metric, start, end, value === 'minutes' ? (end - start) / MINUTE_MILLISECONDS : value)
  }
  readCode(name, row, emit)
}

function readCode(name: string, row: SqliteRow, emit: Emitter): void {
  const coded = CONNECT_CODES[name]
  if (coded === undefined) return
  const number = codeOf(row, coded.column) ?? -1
  const code = coded.codes[number]
  const { start, end } = spanOf(row)
  if (code === undefined) emit.skip(coded.metric, 'unknown-code', String(number))
  else emit.sample(coded.metric, start, end, code)
}

/** The fluid that a sensor under the skin measures in; those from 2 on are blood and tears. */
const INTERSTITIAL = 1
/** Fasting, before and after a meal. */
const OF_MEAL: ReadonlySet<number | null> = new Set([2, 3, 4])

function glucoseOf(row: SqliteRow, { source }: Emitter): GlucoseMetric {
  const specimen = codeOf(row, 'specimen_source') ?? 0
  if (specimen === INTERSTITIAL) return 'glucose_cgm'
  if (specimen > INTERSTITIAL) return 'glucose_fingerstick'
  return glucoseMetric({ source, isOfMeal: OF_MEAL.has(codeOf(row, 'relation_to_meal')) })
}

const TEXT_MAX = 200

/** What the meal was called, and what it held beside the quantities that have a metric of their own. */
function readMeal(row: SqliteRow, emit: Emitter): void {
  const { start, end } = spanOf(row)
  const name = textOf(row, 'meal_name').slice(0, TEXT_MAX)
  const component = CONNECT_NUTRIENTS.flatMap((nutrient) => {
    const value = numberOf(row, nutrient)
    return value === null || value === 0
      ? []
      : [{ code: { text: nutrient }, valueQuantity: { value, unit: 'g' } }]
  })
  const title = name || 'Meal'
  const meal = { resourceType: 'Observation', status: 'final', code: { text: title } } as const
  if (name !== '') emit.record('meal', start, end, meal)
  if (component.length > 0) emit.record('micronutrients', start, end, { ...meal, component })
}
