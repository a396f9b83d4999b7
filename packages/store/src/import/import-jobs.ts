/** The imports of this device: one runs at a time, all of it counts or nothing. Read next: import-run.ts. */
import { hashBytes } from '@nornos/crypto/verify'
import { SourceId, type SourceIdentity, sourceIdInput } from '@nornos/health-model'
import {
  type BlockConsumer,
  createBlockCollector,
  type ImportFailure,
  type ImportReport,
  importFile,
} from '@nornos/importers'
import { err, ok, type Result, toHex } from '@nornos/std'
import { rollUpDirty } from '../days/roll-up-dirty.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { ImportState } from '../import-state.ts'
import { readKnowledge } from '../objects/knowledge.ts'
import type { OpenDevice } from '../open-device.ts'
import { StorageFullError } from '../storage/device-storage.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { writeLock } from '../sync/sync-runner.ts'
import { importBlocks } from './block-import.ts'
import { readImportLog, writeImportLog } from './import-log.ts'
import { createImportProgress, type ImportProgressReport } from './import-progress.ts'
import { beginImportRun, type ImportRun } from './import-run.ts'
import { importRaw, importSources } from './note-import.ts'
import { importRecords } from './record-import.ts'

export interface ImportJobs {
  /** Answers when the import has begun. How it goes on is in `list`. */
  start(file: File): Promise<Result<{ readonly importId: string }, DeviceProblem>>
  /** Answers when nothing of it is left. */
  cancel(importId: string): Promise<void>
  /** The newest first. */
  list(): readonly ImportState[]
  /** Answers when none is running. */
  idle(): Promise<void>
}

/** Sorting more than so many at once would leave the person without a sign of life for too long. */
const heldSamplesMax = 150_000

interface Job {
  readonly progress: ImportProgressReport
  readonly ending: AbortController
  readonly done: Promise<void>
}

export async function createImportJobs(device: OpenDevice): Promise<ImportJobs> {
  let finished = await readImportLog(device.boxes)
  let running: Job | null = null

  async function runJob(file: File, progress: ImportProgressReport, signal: AbortSignal): Promise<void> {
    try {
      await device.locks.request(writeLock(device), () => runImport(device, file, progress, signal))
    } catch (cause) {
      progress.fail(signal.aborted ? null : problemOfCause(cause))
      if (!signal.aborted && !isOutside(cause)) device.onFault(cause)
    }
    finished = [progress.state(), ...finished]
    running = null
    if (!device.signal.aborted) await writeImportLog(device, finished)
    device.changed('imports')
  }

  return {
    async start(file) {
      if (running !== null) return err({ type: 'ImportRunning' })
      if (file.size === 0) return err({ type: 'FileEmpty' })
      const progress = createImportProgress(device, file)
      const ending = new AbortController()
      const signal = AbortSignal.any([ending.signal, device.signal])
      const done = runJob(file, progress, signal)
      running = { progress, ending, done }
      device.changed('imports')
      return ok({ importId: progress.state().importId })
    },
    async cancel(importId) {
      if (running?.progress.state().importId !== importId) return
      const job = running
      job.ending.abort()
      await job.done
    },
    list: () => (running === null ? finished : [running.progress.state(), ...finished]),
    idle: async () => running?.done,
  }
}

async function runImport(
  device: OpenDevice,
  file: File,
  progress: ImportProgressReport,
  signal: AbortSignal,
): Promise<void> {
  const run = beginImportRun(device, () => {
    signal.throwIfAborted()
    progress.tick()
  })
  try {
    const imported = await readFile(run, file, progress, signal)
    if (!imported.ok) {
      await run.write.abandon()
      progress.refuse(imported.error)
      return
    }
    progress.sealing()
    await finishImport(run)
    progress.done(imported.value, run)
  } catch (cause) {
    await run.write.abandon()
    throw cause
  }
}

async function readFile(
  run: ImportRun,
  file: File,
  progress: ImportProgressReport,
  signal: AbortSignal,
): Promise<Result<ImportReport, ImportFailure>> {
  const consumer: BlockConsumer = {
    device: run.device.session.file.deviceId,
    sourceId: sourceNamer(run),
    blocks: (blocks) => importBlocks(run, blocks),
    records: (records) => importRecords(run, records),
    raw: (items) => importRaw(run, items),
  }
  const collector = createBlockCollector(consumer, heldSamplesMax)
  const imported = await importFile(file, collector, { signal, onProgress: progress.read })
  if (imported.ok) await collector.finish()
  signal.throwIfAborted()
  return imported
}

function sourceNamer({ sources }: ImportRun): (identity: SourceIdentity) => Promise<SourceId> {
  const known = new Map<SourceIdentity, SourceId>()
  return async (identity) => {
    const before = known.get(identity)
    if (before !== undefined) return before
    const id = SourceId.parse(toHex(await hashBytes(sourceIdInput(identity))).slice(0, 32))
    known.set(identity, id)
    sources.set(id, identity)
    return id
  }
}

async function finishImport(run: ImportRun): Promise<void> {
  const { device, dirty, draft, queue, settle, write } = run
  await importSources(run)
  const knowledge = await readKnowledge(device.session.vault, write.read, draft.notes())
  device.knowledge = knowledge
  await rollUpDirty(device, draft, write, dirty, run.tick)
  await finishDraft(device, draft, { write, queue: [...queue.values()], settle, durability: 'relaxed' })
  device.changed('data')
  device.queued()
}

/** The file or the device, not this program. */
function isOutside(cause: unknown): boolean {
  return cause instanceof StorageFullError || cause instanceof DOMException
}

function problemOfCause(cause: unknown): DeviceProblem {
  return cause instanceof StorageFullError ? { type: 'DeviceFull' } : { type: 'FileUnreadable' }
}
