/** The medical records of a Health Connect database: resources of FHIR as text, by the hospital or app that gave them. */
import { createEmitter, type Emitter } from '../emitter.ts'
import { readResource } from '../fhir/fhir-resource.ts'
import type { ImportContext } from '../format.ts'
import type { SqliteFile } from '../sqlite/sqlite-file.ts'
import { numberOf, textOf } from './health-connect-rows.ts'
import { readRows } from './health-connect-sources.ts'

const RESOURCES = 'medical_resource_table'
const GIVERS = 'medical_data_source_table'

export const MEDICAL_TABLES: readonly string[] = [RESOURCES, GIVERS]

export async function readMedical(file: SqliteFile, context: ImportContext): Promise<void> {
  const givers = new Map<number, Emitter>()
  const unnamed = createEmitter(context, { name: 'Health Connect' })
  await readRows(file, GIVERS, context, (row) => {
    const name = textOf(row, 'display_name')
    if (name !== '') givers.set(numberOf(row, 'medical_data_source_row_id') ?? -1, unnamed.from({ name }))
  })
  await readRows(file, RESOURCES, context, (row) => {
    const emit = givers.get(numberOf(row, 'data_source_id') ?? -1) ?? unnamed
    const resource = parsed(textOf(row, 'fhir_data'))
    if (resource === undefined) emit.skip('medical_resource', 'bad-value', 'This is no JSON.')
    else readResource(emit, resource, context.clock)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
