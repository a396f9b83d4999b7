/** The entries of the person, from the lists of all of their devices. */
import type { Entry } from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import { readerOf } from '../query/read-samples.ts'
import { readEntryState } from './entry-notes.ts'

/** All that hold, in no order. */
export async function readAllEntries(device: OpenDevice): Promise<readonly Entry[]> {
  const state = await readEntryState(device.session.vault, readerOf(device), device.catalog.notes())
  return [...state.values()].flatMap(({ entry }) => entry ?? [])
}
