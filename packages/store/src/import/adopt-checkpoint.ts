/**
 * Makes count what an import had sealed when the program ended in the middle of it, before anything else changes the
 * catalogue that its checkpoint belongs to.
 */
import { resumeStagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import { StorageFullError } from '../storage/device-storage.ts'
import { finishImport } from './finish-import.ts'
import { type ImportCheckpoint, noCheckpoint } from './import-checkpoint.ts'
import { importLogChange, readImportLog } from './import-log.ts'
import type { ImportRun } from './import-run.ts'
import { interruptedChange, interruptedState, readInterrupted } from './interrupted-imports.ts'

export async function adoptCheckpoint(device: OpenDevice, checkpoint: ImportCheckpoint): Promise<void> {
  const { boxes } = device
  const { place } = checkpoint
  const run = resumeImportRun(device, checkpoint)
  const others = (await readInterrupted(boxes)).filter(({ identity }) => identity !== place.identity)
  const log = (await readImportLog(boxes)).filter(({ importId }) => importId !== place.importId)
  try {
    await finishImport(run, [
      await interruptedChange(boxes, [place, ...others]),
      await importLogChange(boxes, [interruptedState(place), ...log]),
    ])
  } catch (cause) {
    if (!(cause instanceof StorageFullError)) throw cause
    // No room even for the days: as if it had never begun, and the vault opens all the same.
    await device.storage.write([noCheckpoint], 'strict')
    await run.write.abandon()
  }
}

/** The run as it was when the checkpoint was written. */
function resumeImportRun(device: OpenDevice, checkpoint: ImportCheckpoint): ImportRun {
  const { dirty, metrics, notes, place, queue, settle, sources, staged } = checkpoint
  const draft = device.catalog.draft()
  for (const entry of metrics) draft.changeMetric(entry.metric, () => entry)
  for (const note of notes) draft.putNote(note)
  return {
    device,
    draft,
    write: resumeStagedWrite(device.storage, staged),
    dirty: new Map(dirty.map(([metric, months]) => [metric, new Set(months)])),
    queue: new Map(queue.map((entry) => [entry.objectId, entry])),
    settle: [...settle],
    sources: new Map(sources),
    keptFiles: new Map(),
    documents: [],
    large: [],
    added: place.added,
    addedTo: Number.NEGATIVE_INFINITY,
    refused: place.refused,
    tick: () => undefined,
  }
}
