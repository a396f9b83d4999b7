/** Queues the deletion of files whose time to be had back is over. The vault deletes their bytes 30 days later. */
import { deriveFilePartId } from '@nornos/crypto/vault-open'
import { nextVersion } from '../objects/object-writer.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import type { OpenDevice } from '../open-device.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { readShelf, type ShelvedFile } from './file-shelf.ts'
import { dueFiles } from './file-views.ts'

export async function removeDueFiles(device: OpenDevice): Promise<void> {
  if (!device.catalog.notes().some(({ note }) => note === 'file')) return
  const due = dueFiles(await readShelf(device), device.clock.now().getTime())
  if (due.length > 0) await removeFiles(device, due)
}

/** To be called under the write lock. */
export async function removeFiles(device: OpenDevice, files: readonly ShelvedFile[]): Promise<void> {
  const { catalog, clock, leaves, outbox, session } = device
  const draft = catalog.draft()
  const queue: OutboxEntry[] = []
  const settle: OutboxEntry[] = []
  const changes: StorageChange[] = []
  for (const { blob, fileId, index } of files) {
    draft.removeNote(fileId)
    changes.push({ table: 'records', key: blob, value: null })
    const ids = [fileId]
    for (const [place, { hash }] of index.parts.entries()) {
      ids.push(await deriveFilePartId(session.vault, fileId, place + 1))
      changes.push({ table: 'blocks', key: hash, value: null })
    }
    for (const objectId of ids) {
      const waiting = outbox.get(objectId)
      // What the vault never had needs no deletion there.
      if (leaves.get(objectId) !== null) {
        queue.push({
          objectId,
          version: nextVersion(device, objectId),
          blob: null,
          makesRoom: true,
          queuedAt: clock.now().getTime(),
        })
      } else if (waiting !== null) settle.push(waiting)
    }
  }
  await finishDraft(device, draft, { queue, settle, changes, durability: 'strict' })
  device.changed('data')
}
