/** Imports that ended before their file did: choosing the same file again goes on where they stopped. */
import * as z from 'zod/mini'
import type { ImportState } from '../import-state.ts'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import { ImportPlace } from './import-checkpoint.ts'

const key = 'interrupted-imports'
const placesMax = 20

export async function readInterrupted(boxes: LocalBoxes): Promise<readonly ImportPlace[]> {
  return (await boxes.openJson('index', key, z.array(ImportPlace))) ?? []
}

export function interruptedChange(boxes: LocalBoxes, places: readonly ImportPlace[]): Promise<StorageChange> {
  return boxes.sealJson('index', key, places.slice(0, placesMax))
}

/** How it is shown until it is gone on with. */
export function interruptedState({
  added,
  bytesRead,
  bytesTotal,
  fileName,
  importId,
  seen,
  startedAt,
}: ImportPlace): ImportState {
  const readings = seen.samples + seen.records
  return {
    importId,
    fileName,
    source: '',
    senderId: null,
    startedAt,
    step: 'interrupted',
    bytesRead,
    bytesTotal,
    readings,
    secondsLeft: null,
    preview: null,
    counts: { added, known: Math.max(0, readings - added), skipped: 0, unknown: 0 },
    newSince: null,
    skippedPlaces: [],
    readByType: {},
    unknownByType: {},
    notKeptByType: {},
    filesApart: 0,
    documents: [],
    problem: null,
  }
}
