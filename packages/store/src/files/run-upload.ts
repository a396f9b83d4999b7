/** One upload from where it stands to its end, or to what stops it. Read next: send-parts.ts, finish-upload.ts. */
import type { OpenDevice } from '../open-device.ts'
import { StorageFullError } from '../storage/device-storage.ts'
import { writeLock } from '../sync/sync-runner.ts'
import { confirmParts, enterFile } from './finish-upload.ts'
import type { NetworkWatch } from './network-watch.ts'
import { demandSameKeys, type SendingParts, sendParts, UploadStopped } from './send-parts.ts'
import { readParts, type Upload } from './upload-log.ts'
import type { UploadProgress } from './upload-progress.ts'

export interface UploadRun {
  readonly device: OpenDevice
  readonly network: NetworkWatch
  readonly upload: Upload
  readonly file: File | null
  readonly progress: UploadProgress
  /** Paused, cancelled or locked. */
  readonly signal: AbortSignal
}

/** Never throws: how it ended is in its progress. */
export async function runUpload(run: UploadRun): Promise<void> {
  const { device, file, progress, signal } = run
  try {
    progress.began()
    if (file !== null) await sendAndEnter(run, file)
  } catch (cause) {
    if (signal.aborted) progress.halted(file === null)
    else if (cause instanceof UploadStopped) progress.failed(cause.problem)
    else if (cause instanceof StorageFullError) progress.failed({ type: 'DeviceFull' })
    else {
      progress.failed({ type: 'FileUnreadable' })
      device.onFault(cause)
    }
  }
}

/** Parts may be gone again by the time that the last one is there: then they are sent once more. */
const attemptsMax = 5

async function sendAndEnter(run: UploadRun, file: File): Promise<void> {
  const { device, progress, signal, upload } = run
  demandSameKeys(run)
  const parts = await readParts(device, upload.uploadId)
  // What the vault deleted meanwhile is known before the file is read.
  await areAllThere(run, parts)
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    progress.resumed(parts)
    const sha256 = await sendParts(sendingOf(run, file, parts))
    progress.finishing()
    if (!(await areAllThere(run, parts))) continue
    signal.throwIfAborted()
    await device.locks.request(writeLock(device), async () => {
      demandSameKeys(run)
      await enterFile(device, upload, parts, sha256)
    })
    device.queued()
    return
  }
  throw new UploadStopped({ type: 'Offline' })
}

function sendingOf(run: UploadRun, file: File, parts: SendingParts['parts']): SendingParts {
  const { device, progress, signal, upload } = run
  return {
    ...{ device, upload, file, parts, signal },
    networkBack: () => networkBack(run),
    moved: (step, isSent) => progress.moved(step, isSent, parts),
  }
}

async function networkBack({ network, progress, signal }: UploadRun): Promise<void> {
  progress.waiting()
  await network.back(signal)
  signal.throwIfAborted()
}

async function areAllThere(run: UploadRun, parts: SendingParts['parts']): Promise<boolean> {
  for (;;) {
    const whole = await confirmParts(run.device, run.upload, parts)
    run.signal.throwIfAborted()
    if (whole.ok) return whole.value
    if (whole.error.type !== 'Offline' && whole.error.type !== 'SignedOut') {
      throw new UploadStopped(whole.error)
    }
    await networkBack(run)
  }
}
