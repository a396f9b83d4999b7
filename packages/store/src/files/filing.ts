/** What screens ask about files. Read next: upload-jobs.ts, read-file.ts, file-views.ts. */
import { err, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { StorageFullError } from '../storage/device-storage.ts'
import { AlarmError } from '../sync/alarm.ts'
import { writeLock } from '../sync/sync-runner.ts'
import type { Unlocked } from '../unlocked.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import { addBytes } from './add-bytes.ts'
import { readShelf, type ShelvedFile } from './file-shelf.ts'
import { type FileView, readFileViews } from './file-views.ts'
import { smallFileBytesMax } from './keep-small-file.ts'
import { type NewMark, saveMarks } from './marks-note.ts'
import { type DocumentFacts, readDocumentFacts } from './read-document-facts.ts'
import { readFileParts, type TakePart } from './read-file.ts'
import { removeFiles } from './remove-due-files.ts'
import { contentsOf } from './same-content.ts'
import type { UploadState } from './upload-state.ts'

export interface ReadProgress {
  readonly fileId: string
  /** Bytes. */
  readonly done: number
  readonly size: number
}

export interface Filing {
  files(): Promise<readonly FileView[]>
  /** What is known of a document without opening it; null when no importer has looked into it. */
  documentFacts(sha256: string): Promise<DocumentFacts | null>
  uploads(): Promise<readonly UploadState[]>
  /**
   * Up to 16 MiB is kept at once and waits for the network here; more goes to the vault part by part. `replaces`: the
   * file of which this is a new version.
   */
  addFile(file: File, replaces?: string): Promise<Result<{ readonly fileId: string | null }, DeviceProblem>>
  pauseUpload(uploadId: string): Promise<void>
  /** After a reload the same file must be given again. */
  resumeUpload(uploadId: string, file?: File): Promise<Result<undefined, DeviceProblem>>
  cancelUpload(uploadId: string): Promise<void>
  /** The whole file, checked; the browser keeps large ones outside of memory. */
  readFile(fileId: string): Promise<Result<Blob, DeviceProblem>>
  /** Writes the file where the person said. */
  saveFile(fileId: string, to: FileSystemFileHandle): Promise<Result<undefined, DeviceProblem>>
  /** What is being read. */
  reads(): Promise<readonly ReadProgress[]>
  cancelRead(fileId: string): Promise<void>
  renameFile(fileId: string, name: string): Promise<void>
  /** An earlier version is the one in use again, and the one that was in use its earlier version. */
  restoreVersion(fileId: string, inUse: string): Promise<void>
  /** It can be had back for 30 days. */
  deleteFile(fileId: string): Promise<void>
  restoreFile(fileId: string): Promise<void>
  /** At once, without a way back on this device. */
  eraseFile(fileId: string): Promise<void>
}

interface Read {
  progress: ReadProgress
  readonly ending: AbortController
}

type Reading = Pick<Filing, 'readFile' | 'saveFile' | 'reads' | 'cancelRead'>

function createReading({ opened }: VaultHolder): Reading {
  const reading = new Map<string, Read>()

  async function read(fileId: string, take: TakePart): Promise<Result<undefined, DeviceProblem>> {
    const { device, sync } = opened()
    const file = (await readShelf(device)).files.find((one) => one.fileId === fileId)
    if (file === undefined) return err({ type: 'NotThere' })
    const ending = new AbortController()
    const signal = AbortSignal.any([ending.signal, device.signal])
    const mine: Read = { progress: { fileId, done: 0, size: file.index.size }, ending }
    reading.set(fileId, mine)
    const takePart: TakePart = async (bytes, done) => {
      await take(bytes, done)
      mine.progress = { ...mine.progress, done }
      device.changed('files')
    }
    try {
      const outcome = await readFileParts(device, file, takePart, signal)
      return outcome.ok || !ending.signal.aborted ? outcome : err({ type: 'CalledOff' })
    } catch (cause) {
      if (signal.aborted) return err({ type: 'CalledOff' })
      return await raised(sync, cause)
    } finally {
      if (reading.get(fileId) === mine) reading.delete(fileId)
      device.changed('files')
    }
  }

  return {
    async readFile(fileId) {
      const pieces: Blob[] = []
      const type = await typeOf(opened().device, fileId)
      const outcome = await read(fileId, async (bytes) => void pieces.push(new Blob([bytes])))
      return outcome.ok ? ok(new Blob(pieces, { type })) : outcome
    },
    async saveFile(fileId, to) {
      const target = await to.createWritable()
      try {
        const outcome = await read(fileId, (bytes) => target.write(bytes))
        if (outcome.ok) await target.close()
        else await target.abort()
        return outcome
      } catch (cause) {
        await target.abort().catch(() => undefined)
        if (cause instanceof DOMException) return err({ type: 'DeviceFull' })
        throw cause
      }
    },
    reads: async () => [...reading.values()].map(({ progress }) => progress),
    cancelRead: async (fileId) => reading.get(fileId)?.ending.abort(),
  }
}

export function createFiling(holder: VaultHolder): Filing {
  const { current, opened } = holder

  async function mark(marks: readonly NewMark[]): Promise<void> {
    const { device } = opened()
    await device.locks.request(writeLock(device), () => saveMarks(device, marks))
  }

  /** The person sees one file, however many there are of the same bytes. */
  async function markSame(fileId: string, markOf: (file: ShelvedFile) => NewMark): Promise<void> {
    const { device } = opened()
    await device.locks.request(writeLock(device), async () => {
      const same = contentsOf(await readShelf(device)).find(({ all }) =>
        all.some((one) => one.fileId === fileId),
      )
      if (same !== undefined) await saveMarks(device, same.all.map(markOf))
    })
  }

  return {
    files: async () => {
      const unlocked = current()
      return unlocked === null ? [] : readFileViews(unlocked.device)
    },
    documentFacts: async (sha256) => readDocumentFacts(opened().device, sha256),
    uploads: async () => (await current()?.uploads.list()) ?? [],
    addFile: async (file, replaces) => {
      const unlocked = current()
      return unlocked === null ? err({ type: 'VaultLocked' }) : add(unlocked, file, replaces ?? null)
    },
    pauseUpload: async (uploadId) => current()?.uploads.pause(uploadId),
    resumeUpload: async (uploadId, file) =>
      (await current()?.uploads.resume(uploadId, file ?? null)) ?? err({ type: 'VaultLocked' }),
    cancelUpload: async (uploadId) => current()?.uploads.cancel(uploadId),
    ...createReading(holder),
    renameFile: (fileId, name) => mark([{ file: fileId, field: 'name', value: name.trim().slice(0, 500) }]),
    restoreVersion: (fileId, inUse) => mark([{ file: fileId, field: 'replaces', value: inUse }]),
    deleteFile: (fileId) =>
      markSame(fileId, (file) => ({ file: file.fileId, field: 'deleted', value: 'yes' })),
    restoreFile: (fileId) => mark([{ file: fileId, field: 'deleted', value: null }]),
    async eraseFile(fileId) {
      const { device } = opened()
      await device.locks.request(writeLock(device), async () => {
        const { files } = await readShelf(device)
        const sha256 = files.find((one) => one.fileId === fileId)?.index.sha256
        await removeFiles(
          device,
          files.filter((one) => one.index.sha256 === sha256),
        )
      })
      device.queued()
    },
  }
}

/** What contradicts the vault is an alarm everywhere; the rest is thrown on. */
async function raised(sync: Unlocked['sync'], cause: unknown): Promise<Result<never, DeviceProblem>> {
  if (!(cause instanceof AlarmError)) throw cause
  await sync.raise(cause)
  return err({ type: 'Alarm', reason: cause.reason })
}

async function typeOf(device: OpenDevice, fileId: string): Promise<string> {
  const { files } = await readShelf(device)
  return files.find((one) => one.fileId === fileId)?.index.type ?? ''
}

async function add(
  { device, uploads }: Unlocked,
  file: File,
  replaces: string | null,
): Promise<Result<{ readonly fileId: string | null }, DeviceProblem>> {
  if (file.size === 0) return err({ type: 'FileEmpty' })
  if (file.size > smallFileBytesMax) {
    const started = await uploads.start(file, replaces)
    return started.ok ? ok({ fileId: null }) : started
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    return ok(await addBytes(device, { name: file.name, type: file.type, bytes }, replaces))
  } catch (cause) {
    if (cause instanceof StorageFullError) return err({ type: 'DeviceFull' })
    if (cause instanceof DOMException) return err({ type: 'FileUnreadable' })
    throw cause
  }
}
