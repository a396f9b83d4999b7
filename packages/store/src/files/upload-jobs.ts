/** The uploads of this device: several may wait, each goes on where it was. Read next: run-upload.ts. */
import { hashBytes } from '@nornos/crypto/verify'
import { err, ok, type Result, toHex } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { fileBytesMax, filePartBytes } from './file-index.ts'
import { giveUpParts } from './give-up-parts.ts'
import { nameOf } from './keep-small-file.ts'
import { createNetworkWatch } from './network-watch.ts'
import { runUpload } from './run-upload.ts'
import { forgetUpload, keepUpload, readParts, readUploads, type Upload } from './upload-log.ts'
import { createUploadProgress, type UploadProgress } from './upload-progress.ts'
import type { UploadState } from './upload-state.ts'

export interface UploadJobs {
  start(file: File, replaces: string | null): Promise<Result<{ readonly uploadId: string }, DeviceProblem>>
  pause(uploadId: string): Promise<void>
  /** `file`: needed after the app was closed; must be the same. */
  resume(uploadId: string, file: File | null): Promise<Result<undefined, DeviceProblem>>
  /** Answers when nothing of it is left on this device. */
  cancel(uploadId: string): Promise<void>
  list(): Promise<readonly UploadState[]>
  idle(): Promise<void>
}

interface Job {
  readonly upload: Upload
  file: File | null
  readonly progress: UploadProgress
  ending: AbortController
  running: Promise<void> | null
}

export async function createUploadJobs(device: OpenDevice): Promise<UploadJobs> {
  const jobs = new Map<string, Job>()
  const network = createNetworkWatch(device)
  for (const upload of await readUploads(device)) {
    const job = jobOf(device, upload, null)
    job.progress.resumed(await readParts(device, upload.uploadId))
    jobs.set(upload.uploadId, job)
  }

  function begin(job: Job): void {
    job.ending = new AbortController()
    const signal = AbortSignal.any([job.ending.signal, device.signal])
    job.running = runUpload({ device, network, signal, ...job }).finally(() => {
      job.running = null
      device.changed('files')
    })
  }

  async function halt(job: Job): Promise<void> {
    job.ending.abort()
    await job.running
  }

  function enteredFiles(): ReadonlySet<string> {
    return new Set(device.catalog.notes().map(({ objectId }) => objectId))
  }

  /** An upload is over once nothing of its file waits to be committed. */
  async function settle(): Promise<void> {
    const entered = enteredFiles()
    for (const [uploadId, { running, upload }] of jobs) {
      const isDone = entered.has(upload.fileId) && device.outbox.get(upload.fileId) === null
      if (!isDone || running !== null) continue
      jobs.delete(uploadId)
      await forgetUpload(device, uploadId)
    }
  }

  return {
    async start(file, replaces) {
      const upload = await makeUpload(device, file, replaces)
      if (!upload.ok) return upload
      const { uploadId } = upload.value
      await keepUpload(device, upload.value)
      const job = jobOf(device, upload.value, file)
      jobs.set(uploadId, job)
      begin(job)
      return ok({ uploadId })
    },
    async pause(uploadId) {
      const job = jobs.get(uploadId)
      if (job !== undefined) await halt(job)
    },
    async resume(uploadId, file) {
      const job = jobs.get(uploadId)
      network.wake()
      if (job === undefined || job.running !== null) return ok(undefined)
      if (file !== null) {
        const marks = await marksOf(file)
        if (!marks.ok) return marks
        if (!isSameFile(job.upload, file, marks.value)) return err({ type: 'OtherFile' })
        job.file = file
      }
      if (job.file === null) return err({ type: 'OtherFile' })
      begin(job)
      return ok(undefined)
    },
    async cancel(uploadId) {
      const job = jobs.get(uploadId)
      if (job === undefined) return
      await halt(job)
      jobs.delete(uploadId)
      const parts = await readParts(device, uploadId)
      await forgetUpload(device, uploadId)
      device.changed('files')
      // What was entered meanwhile is about to be committed, and stays.
      if (!enteredFiles().has(job.upload.fileId)) void giveUpParts(device, parts)
    },
    async list() {
      await settle()
      const entered = enteredFiles()
      return [...jobs.values()].map(({ progress, upload }) =>
        entered.has(upload.fileId) ? { ...progress.state(), step: 'finishing' } : progress.state(),
      )
    },
    async idle() {
      await Promise.allSettled([...jobs.values()].map(({ running }) => running))
    },
  }
}

async function makeUpload(
  device: OpenDevice,
  file: File,
  replaces: string | null,
): Promise<Result<Upload, DeviceProblem>> {
  if (file.size > fileBytesMax) return err({ type: 'FileTooLarge' })
  const marks = await marksOf(file)
  if (!marks.ok) return marks
  return ok({
    uploadId: crypto.randomUUID(),
    fileId: crypto.randomUUID(),
    name: nameOf(file.name),
    type: file.type,
    size: file.size,
    modified: file.lastModified,
    ...marks.value,
    epoch: device.session.vault.epoch,
    startedAt: device.clock.now().getTime(),
    replaces,
  })
}

function jobOf(device: OpenDevice, upload: Upload, file: File | null): Job {
  const progress = createUploadProgress(device, upload)
  return { upload, file, progress, ending: new AbortController(), running: null }
}

type Marks = Pick<Upload, 'first' | 'last'>

async function marksOf(file: File): Promise<Result<Marks, DeviceProblem>> {
  const lastStart = Math.max(0, Math.ceil(file.size / filePartBytes) - 1) * filePartBytes
  const hashOf = async (piece: Blob) => toHex(await hashBytes(new Uint8Array(await piece.arrayBuffer())))
  try {
    return ok({
      first: await hashOf(file.slice(0, filePartBytes)),
      last: await hashOf(file.slice(lastStart)),
    })
  } catch (cause) {
    if (cause instanceof DOMException) return err({ type: 'FileUnreadable' })
    throw cause
  }
}

function isSameFile(upload: Upload, file: File, { first, last }: Marks): boolean {
  const { lastModified, size } = file
  return (
    upload.size === size && upload.modified === lastModified && upload.first === first && upload.last === last
  )
}
