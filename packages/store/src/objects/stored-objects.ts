/** Every object of the catalogue that lies on this device, with the table that it lies in. */
import type { OpenDevice } from '../open-device.ts'
import type { BlobTable } from './blob-table.ts'

export interface StoredInTable {
  readonly objectId: string
  readonly version: number
  readonly blob: string
  readonly table: BlobTable
}

export function* storedObjects({ catalog }: Pick<OpenDevice, 'catalog'>): Generator<StoredInTable> {
  for (const { blocks, records } of catalog.metrics()) {
    for (const one of blocks) yield factsOf(one, 'blocks')
    for (const one of records) yield factsOf(one, 'records')
  }
  for (const note of catalog.notes()) yield factsOf(note, note.table)
  for (const one of catalog.mutables()) yield factsOf(one, 'records')
}

function factsOf({ blob, objectId, version }: Omit<StoredInTable, 'table'>, table: BlobTable): StoredInTable {
  return { blob, objectId, version, table }
}
