/** Every object of the catalogue that lies on this device, with the table that it lies in. */
import type { OpenDevice } from '../open-device.ts'
import type { BlobTable } from './blob-table.ts'
import type { ObjectFacts } from './catalog.ts'

export interface StoredInTable extends ObjectFacts {
  readonly table: BlobTable
}

export function* storedObjects({ catalog }: Pick<OpenDevice, 'catalog'>): Generator<StoredInTable> {
  for (const { blocks, records } of catalog.metrics()) {
    for (const one of blocks) yield inTable(one, 'blocks')
    for (const one of records) yield inTable(one, 'records')
  }
  for (const note of catalog.notes()) yield inTable(note, note.table)
  for (const one of catalog.mutables()) yield inTable(one, 'records')
}

function inTable({ blob, epoch, objectId, version }: ObjectFacts, table: BlobTable): StoredInTable {
  return { blob, epoch, objectId, version, table }
}
