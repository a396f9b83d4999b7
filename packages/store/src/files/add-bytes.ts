/** Adds bytes that are in memory to the files of the vault: sealed onto this device at once, sent with everything else. */

import type { OutboxEntry } from '../objects/outbox.ts'
import { beginStagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { writeLock } from '../sync/sync-runner.ts'
import { keepSmallFile, type SmallFile } from './keep-small-file.ts'
import { type NewMark, writeMarks } from './marks-note.ts'

/**
 * The same bytes are one file: adding them again changes nothing but that a deleted one is back. `replaces`: the file of
 * which this is a new version. Throws StorageFullError.
 */
export function addBytes(
  device: OpenDevice,
  file: SmallFile,
  replaces: string | null,
): Promise<{ readonly fileId: string; readonly sha256: string }> {
  return device.locks.request(writeLock(device), () => add(device, file, replaces))
}

async function add(device: OpenDevice, file: SmallFile, replaces: string | null) {
  const draft = device.catalog.draft()
  const write = beginStagedWrite(device.storage)
  const queue: OutboxEntry[] = []
  try {
    const target = { draft, write, queue, kept: new Map<string, string>() }
    const { fileId, isNew, sha256 } = await keepSmallFile(device, target, file)
    const marks: NewMark[] = []
    // Who adds what was deleted wants it back.
    if (!isNew) marks.push({ file: fileId, field: 'deleted', value: null })
    if (replaces !== null && replaces !== fileId)
      marks.push({ file: fileId, field: 'replaces', value: replaces })
    if (marks.length > 0) queue.push(await writeMarks(device, { draft, write }, marks))
    await finishDraft(device, draft, { write, queue, durability: 'strict' })
    device.changed('data')
    device.queued()
    return { fileId, sha256 }
  } catch (cause) {
    await write.abandon()
    throw cause
  }
}
