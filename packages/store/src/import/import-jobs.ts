/**
 * The imports of this device: one runs at a time, the others wait for it. All of a file counts or nothing, unless the
 * vault was locked or the program ended in the middle: then what was sealed counts, and the same file goes on where it
 * stopped. Read next: run-import.ts, import-checkpoint.ts.
 */
import { err, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { ImportState } from '../import-state.ts'
import type { OpenDevice } from '../open-device.ts'
import { type StorageChange, StorageFullError } from '../storage/device-storage.ts'
import { writeLock } from '../sync/sync-runner.ts'
import { adoptCheckpoint } from './adopt-checkpoint.ts'
import { identityOfFile } from './file-identity.ts'
import type { ImportCheckpoint } from './import-checkpoint.ts'
import { readImportLog, writeImportLog } from './import-log.ts'
import { createImportProgress } from './import-progress.ts'
import { interruptedChange, interruptedState, readInterrupted } from './interrupted-imports.ts'
import { type ImportJob, runImport } from './run-import.ts'

export interface ImportJobs {
  /** Answers when the import has begun or waits for its turn. How it goes on is in `list`. `senderId`: of the inbox. */
  start(file: File, senderId?: string): Promise<Result<{ readonly importId: string }, DeviceProblem>>
  /** Answers when nothing of it is left. */
  cancel(importId: string): Promise<void>
  /** The newest first; of what one sender put into the inbox the last alone. */
  list(): readonly ImportState[]
  /** Answers when none is running. */
  idle(): Promise<void>
}

/** A folder that is dropped by mistake is no reason to read for a day. */
const waitingMax = 2_000

interface QueuedJob extends ImportJob {
  readonly ending: AbortController
  /** It is no longer at work. */
  readonly ended: PromiseWithResolvers<void>
}

/** `keepLarge` takes the documents that need the network. */
export async function createImportJobs(
  device: OpenDevice,
  checkpoint: ImportCheckpoint | null,
  keepLarge: (file: File) => Promise<unknown>,
): Promise<ImportJobs> {
  if (checkpoint !== null) await adoptCheckpoint(device, checkpoint)
  let finished = await readImportLog(device.boxes)
  let interrupted = await readInterrupted(device.boxes)
  let waiting: readonly QueuedJob[] = []
  let running: QueuedJob | null = null
  let done: Promise<void> = Promise.resolve()

  async function runJob(job: QueuedJob): Promise<void> {
    const { progress, cancelled } = job
    try {
      const work = () => runImport(device, job, () => forgetPlace(job))
      for (const large of await device.locks.request(writeLock(device), work)) await keepLarge(large)
    } catch (cause) {
      progress.fail(cancelled.aborted || device.signal.aborted ? null : problemOfCause(cause))
      if (!cancelled.aborted && !device.signal.aborted && !isOutside(cause)) device.onFault(cause)
    }
  }

  /** It is whole: nothing is left to go on with. */
  async function forgetPlace({ identity }: QueuedJob): Promise<readonly StorageChange[]> {
    interrupted = interrupted.filter((place) => place.identity !== identity)
    return [await interruptedChange(device.boxes, interrupted)]
  }

  async function runWaiting(): Promise<void> {
    for (let [job] = waiting; job !== undefined && !device.signal.aborted; [job] = waiting) {
      waiting = waiting.slice(1)
      running = job
      job.progress.begin()
      await runJob(job)
      running = null
      await keepEnded(endOf(job))
      job.ended.resolve()
    }
  }

  async function keepEnded(state: ImportState): Promise<void> {
    const isOlder = ({ importId, senderId }: ImportState) =>
      importId === state.importId || (senderId !== null && senderId === state.senderId)
    finished = [state, ...finished.filter((one) => !isOlder(one))]
    if (!device.signal.aborted) await writeImportLog(device, finished)
    device.changed('imports')
  }

  async function queueJob(file: File, senderId: string | null): Promise<QueuedJob> {
    const identity = await identityOfFile(file)
    const from = interrupted.find((place) => place.identity === identity) ?? null
    const ending = new AbortController()
    const progress = createImportProgress(device, file, senderId, from?.importId)
    const ended = Promise.withResolvers<void>()
    return { file, identity, from, progress, ending, ended, cancelled: ending.signal }
  }

  return {
    async start(file, senderId) {
      if (file.size === 0) return err({ type: 'FileEmpty' })
      if (waiting.length >= waitingMax) return err({ type: 'TooManyFiles', filesMax: waitingMax })
      const job = await queueJob(file, senderId ?? null).catch(unreadable)
      if (job === null) return err({ type: 'FileUnreadable' })
      const isFirst = running === null && waiting.length === 0
      waiting = [...waiting, job]
      if (isFirst) done = runWaiting().catch(device.onFault)
      device.changed('imports')
      return ok({ importId: job.progress.state().importId })
    },
    async cancel(importId) {
      const job = waiting.find(({ progress }) => progress.state().importId === importId)
      if (job !== undefined) {
        waiting = waiting.filter((one) => one !== job)
        job.progress.fail(null)
        await keepEnded(endOf(job))
      } else if (running?.progress.state().importId === importId) {
        const { ended, ending } = running
        ending.abort()
        await ended.promise
      }
    },
    list() {
      const now = running === null ? waiting : [running, ...waiting]
      const states = now.map(({ progress }) => progress.state())
      const ids = new Set(states.map(({ importId }) => importId))
      return [...states, ...finished.filter(({ importId }) => !ids.has(importId))]
    },
    idle: () => done,
  }
}

/** What goes on with an earlier attempt and is taken back leaves that attempt as it was. */
function endOf({ from, progress }: QueuedJob): ImportState {
  const state = progress.state()
  return from !== null && state.step === 'cancelled' ? interruptedState(from) : state
}

/** A file that was moved or that may not be opened. */
function unreadable(cause: unknown): null {
  if (cause instanceof DOMException) return null
  throw cause
}

/** The file or the device, not this program. */
function isOutside(cause: unknown): boolean {
  return cause instanceof StorageFullError || cause instanceof DOMException
}

function problemOfCause(cause: unknown): DeviceProblem {
  return cause instanceof StorageFullError ? { type: 'DeviceFull' } : { type: 'FileUnreadable' }
}
