/** Which app and device wrote a row, and which rows another table belongs to. */
import type { SourceIdentity } from '@nornos/health-model'
import { createEmitter, type Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import type { SqliteFile, SqliteRow } from '../sqlite/sqlite-file.ts'
import { numberOf, textOf } from './health-connect-rows.ts'

export interface Sources {
  /** The emitter of the app and device that wrote a row. */
  of(row: SqliteRow): Emitter
}

export async function readSources(file: SqliteFile, context: ImportContext): Promise<Sources> {
  const apps = new Map<number, string>()
  const devices = new Map<number, Partial<SourceIdentity>>()
  const emitters = new Map<string, Emitter>()
  await readRows(file, 'application_info_table', context, (row) => {
    const name = textOf(row, 'app_name') || textOf(row, 'package_name')
    apps.set(numberOf(row, 'row_id') ?? -1, name)
  })
  await readRows(file, 'device_info_table', context, (row) => {
    devices.set(numberOf(row, 'row_id') ?? -1, {
      manufacturer: textOf(row, 'manufacturer'),
      model: textOf(row, 'model'),
    })
  })
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

/** The emitters of the rows of a table by row number, for the rows of another one that belong to them. */
export async function ownersOf(
  file: SqliteFile,
  table: string,
  context: ImportContext,
  sources: Sources,
): Promise<ReadonlyMap<number, Emitter>> {
  const owners = new Map<number, Emitter>()
  await readRows(file, table, context, (row) => owners.set(numberOf(row, 'row_id') ?? -1, sources.of(row)))
  return owners
}

const ROWS_A_STEP = 5000

/** Every row, and now and then the consumer may write what it holds. */
export async function readRows(
  file: SqliteFile,
  table: string,
  context: ImportContext,
  read: (row: SqliteRow) => void,
): Promise<void> {
  let count = 0
  for await (const rows of file.rows(table)) {
    for (const row of rows) read(row)
    count += rows.length
    if (count < ROWS_A_STEP) continue
    await context.sink.settle?.()
    count = 0
  }
}
