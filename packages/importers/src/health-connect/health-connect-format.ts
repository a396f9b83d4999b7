/**
 * Google Health Connect's own export: an SQLite database (usually the one entry of a zip archive). Energy is in calories,
 * masses in grams, glucose in mmol/L; 5e-324 stands for what was not recorded. Read next: health-connect-tables.ts.
 */
import { codeNumber, type SourceIdentity } from '@nornos/health-model'
import { createEmitter, type Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { readAll } from '../input.ts'
import { isSqlite, openSqlite, type SqliteFile, type SqliteRow } from '../sqlite/sqlite-file.ts'
import { EntryError } from '../zip/entry-error.ts'
import {
  CONNECT_EXERCISES,
  CONNECT_TABLES,
  type ConnectTable,
  HOUSEKEEPING,
} from './health-connect-tables.ts'

/** A database is read out of memory. Exports of years are some tens of megabytes. */
const DATABASE_BYTES_MAX = 256 * 1024 * 1024

export const healthConnect: Format = {
  id: 'health-connect',
  matches: isSqlite,
  async read(reader, context) {
    const kept = keepingReader(reader)
    const bytes = await readAll(kept, DATABASE_BYTES_MAX)
    if (kept.failure !== null)
      context.report.partial(bytes?.length ?? 0, `The file ends too early (${kept.failure}).`)
    const file = bytes === null ? null : openSqlite(bytes)
    if (file === null) {
      const why = bytes === null ? 'too-large' : 'unreadable-file'
      context.report.skip('database', why, 0, 'This database cannot be read.')
      return
    }
    await readDatabase(file, context)
    for (const { offset, detail } of file.faults) context.report.partial(offset, detail)
  },
}

/** What came before a damaged place is a database too, if one with holes. */
function keepingReader(reader: { next(): Promise<Uint8Array | null> }) {
  const kept = {
    failure: null as string | null,
    async next(): Promise<Uint8Array | null> {
      try {
        return await reader.next()
      } catch (error) {
        if (!(error instanceof EntryError)) throw error
        kept.failure = error.code
        return null
      }
    },
  }
  return kept
}

async function readDatabase(file: SqliteFile, context: ImportContext): Promise<void> {
  const sources = readSources(file, context)
  for (const [name, table] of Object.entries(CONNECT_TABLES)) {
    await readRows(file, name, context, (row) => readRow(name, table, row, sources))
  }
  const rates = ownersOf(file, 'heart_rate_record_table', sources)
  await readRows(file, 'heart_rate_record_series_table', context, (row) => {
    const emit = rates.get(numberOf(row, 'parent_key') ?? -1)
    if (emit === undefined) {
      context.report.skip('heart_rate', 'missing-attribute', 0, 'It belongs to no recording.')
      return
    }
    const time = numberOf(row, 'epoch_millis') ?? Number.NaN
    emit.count('heart_rate')
    emit.sample('heart_rate', time, time, numberOf(row, 'beats_per_minute'))
  })
  await readSleep(file, context, sources)
  await readRows(file, 'exercise_session_record_table', context, (row) => readExercise(row, sources))
  for (const name of file.tables) {
    const isRead = name in CONNECT_TABLES || READ.has(name)
    if (isRead || HOUSEKEEPING.test(name)) continue
    await readRows(file, name, context, (row) => sources.of(row).unknown(name, plainOf(row)))
  }
}

const READ = new Set([
  ...['heart_rate_record_table', 'heart_rate_record_series_table', 'sleep_session_record_table'],
  ...['sleep_stages_table', 'exercise_session_record_table', 'application_info_table', 'device_info_table'],
])
const ROWS_A_STEP = 5000

async function readRows(
  file: SqliteFile,
  table: string,
  context: ImportContext,
  read: (row: SqliteRow) => void,
): Promise<void> {
  let count = 0
  for (const row of file.rows(table)) {
    read(row)
    if (++count % ROWS_A_STEP === 0) await context.sink.settle?.()
  }
}

/** A double so small that it stands for "not recorded". */
const NOT_RECORDED = 1e-300

function numberOf(row: SqliteRow, column: string): number | null {
  const value = row.get(column)
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  return value !== 0 && Math.abs(value) < NOT_RECORDED ? null : value
}

/** What of a row can be read by a person. */
function plainOf(row: SqliteRow): object {
  return Object.fromEntries([...row].filter(([, value]) => value !== null && typeof value !== 'object'))
}

function textOf(row: SqliteRow, column: string): string {
  const value = row.get(column)
  return typeof value === 'string' ? value : ''
}

interface Sources {
  /** The emitter of the app and device that wrote a row. */
  of(row: SqliteRow): Emitter
}

function readSources(file: SqliteFile, context: ImportContext): Sources {
  const apps = new Map<number, string>()
  const devices = new Map<number, Partial<SourceIdentity>>()
  const emitters = new Map<string, Emitter>()
  for (const row of file.rows('application_info_table')) {
    const name = textOf(row, 'app_name') || textOf(row, 'package_name')
    apps.set(numberOf(row, 'row_id') ?? -1, name)
  }
  for (const row of file.rows('device_info_table')) {
    devices.set(numberOf(row, 'row_id') ?? -1, {
      manufacturer: textOf(row, 'manufacturer'),
      model: textOf(row, 'model'),
    })
  }
  return {
    of(row) {
      const app = numberOf(row, 'app_info_id') ?? -1
      const device = numberOf(row, 'device_info_id') ?? -1
      const isKnown = apps.has(app) || devices.has(device)
      const key = isKnown ? `${app} ${device}` : ''
      const known = emitters.get(key)
      if (known !== undefined) return known
      const name = apps.get(app) || 'Health Connect'
      const made = createEmitter(context, { name, ...devices.get(device) })
      emitters.set(key, made)
      return made
    },
  }
}

function spanOf(row: SqliteRow): { readonly start: number; readonly end: number } {
  const start =
    numberOf(row, 'start_time') ?? numberOf(row, 'time') ?? numberOf(row, 'epoch_millis') ?? Number.NaN
  return { start, end: numberOf(row, 'end_time') ?? start }
}

function readRow(name: string, table: ConnectTable, row: SqliteRow, sources: Sources): void {
  const emit = sources.of(row)
  const { start, end } = spanOf(row)
  emit.count(name.replace(/_record_table$/, ''))
  for (const [metric, column, unit] of table) {
    const isSensor = metric === 'glucose_fingerstick' && numberOf(row, 'specimen_source') === INTERSTITIAL
    emit.sample(isSensor ? 'glucose_cgm' : metric, start, end, numberOf(row, column), unit)
  }
}

/** The fluid that a sensor under the skin measures in. */
const INTERSTITIAL = 1

function ownersOf(file: SqliteFile, table: string, sources: Sources): ReadonlyMap<number, Emitter> {
  const owners = new Map<number, Emitter>()
  for (const row of file.rows(table)) owners.set(numberOf(row, 'row_id') ?? -1, sources.of(row))
  return owners
}

/** By Health Connect's number: 1 awake to 7 awake in bed; 0 is unknown. */
const STAGES: readonly (number | null)[] = [
  null,
  codeNumber('sleep_stage', 'awake'),
  codeNumber('sleep_stage', 'asleep_unspecified'),
  codeNumber('sleep_stage', 'out_of_bed'),
  codeNumber('sleep_stage', 'light'),
  codeNumber('sleep_stage', 'deep'),
  codeNumber('sleep_stage', 'rem'),
  codeNumber('sleep_stage', 'awake'),
]

async function readSleep(file: SqliteFile, context: ImportContext, sources: Sources): Promise<void> {
  const owners = ownersOf(file, 'sleep_session_record_table', sources)
  const staged = new Set<number>()
  await readRows(file, 'sleep_stages_table', context, (row) => {
    const session = numberOf(row, 'parent_key') ?? -1
    const emit = owners.get(session)
    if (emit === undefined) {
      context.report.skip('sleep_stage', 'missing-attribute', 0, 'It belongs to no night.')
      return
    }
    const start = numberOf(row, 'stage_start_time') ?? Number.NaN
    const end = numberOf(row, 'stage_end_time') ?? Number.NaN
    staged.add(session)
    emit.count('sleep_stage')
    emit.sample('sleep_hypnogram', start, end, STAGES[numberOf(row, 'stage_type') ?? 0] ?? null)
  })
  await readRows(file, 'sleep_session_record_table', context, (row) => {
    const emit = sources.of(row)
    const { start, end } = spanOf(row)
    emit.count('sleep_session')
    // Without stages all that is known is that the person slept; in a damaged file not even that there were none.
    if (file.faults.length > 0 || staged.has(numberOf(row, 'row_id') ?? -1)) return
    emit.sample('sleep_hypnogram', start, end, codeNumber('sleep_stage', 'asleep_unspecified'))
  })
}

function readExercise(row: SqliteRow, sources: Sources): void {
  const emit = sources.of(row)
  const code = numberOf(row, 'exercise_type') ?? 0
  emit.count('exercise_session')
  emit.workout({ activity: CONNECT_EXERCISES[code] ?? `health connect ${code}`, ...spanOf(row) })
}
