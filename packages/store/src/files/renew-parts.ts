/**
 * Parts of a file that were sealed anew under the present keys, and the index that names them, in one transaction: at no
 * moment does an index name parts that are not there. Read next: reseal-file.ts.
 */
import { deriveFilePartId } from '@nornos/crypto/vault-open'
import { type Bytes, present } from '@nornos/std'
import { nextVersion } from '../objects/object-writer.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import { beginStagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf } from '../storage/device-storage.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { readShelf, type ShelvedFile } from './file-shelf.ts'
import { writeIndex } from './keep-small-file.ts'
import { openPart } from './read-file.ts'
import { type SealedPart, sealPart } from './seal-part.ts'

/** `bytes`: null where they are in the vault already and nowhere else. */
export interface RenewedPart {
  readonly hash: string
  /** Version and epoch that it is sealed for. */
  readonly version: number
  readonly epoch: number
  readonly size: number
  readonly bytes: Bytes | null
}

/** By place in the file, from 0. To be called under the write lock, with the file as the shelf has it now. */
export async function enterRenewedParts(
  device: OpenDevice,
  { fileId, index }: ShelvedFile,
  renewed: ReadonlyMap<number, RenewedPart>,
): Promise<void> {
  const { clock, session } = device
  const draft = device.catalog.draft()
  const write = beginStagedWrite(device.storage)
  const queue: OutboxEntry[] = []
  const queuedAt = clock.now().getTime()
  for (const [place, { bytes, epoch, hash, size, version }] of renewed) {
    const objectId = await deriveFilePartId(session.vault, fileId, place + 1)
    if (bytes !== null) await write.put('blocks', hash, bytes)
    const table = bytes === null ? 'vault' : 'blocks'
    const blob = { table, name: hash, size, epoch } as const
    queue.push({ objectId, version, blob, queuedAt })
    write.drop('blocks', present(index.parts[place], 'a part of this file').hash)
  }
  const before = draft.notes().find((one) => one.objectId === fileId)
  const parts = index.parts.map((part, place) => ({ ...part, hash: renewed.get(place)?.hash ?? part.hash }))
  queue.push(await writeIndex(device, { draft, write }, fileId, { ...index, parts }))
  if (before !== undefined) write.drop('records', before.blob)
  await finishDraft(device, draft, { write, queue, durability: 'strict' })
}

/** Opens one part as it is now, and seals it under the present keys for the version that comes next. */
export async function renewPart(
  device: OpenDevice,
  fileId: string,
  place: number,
  sealed: Bytes,
): Promise<SealedPart> {
  const objectId = await deriveFilePartId(device.session.vault, fileId, place + 1)
  const payload = await openPart(device, objectId, place + 1, sealed)
  return sealPart(device, fileId, place + 1, new Uint8Array(payload), nextVersion(device, objectId))
}

/**
 * Files that wait to be sent and were sealed before the keys were renewed: the vault takes no object of older keys, and an
 * index must name the parts as they go out. To be called under the write lock.
 */
export async function renewQueuedFiles(device: OpenDevice): Promise<void> {
  const { outbox, session, storage } = device
  const isStale = (entry: OutboxEntry | null) =>
    entry?.blob?.table === 'blocks' && entry.blob.epoch !== session.vault.epoch
  if (!outbox.entries().some(isStale)) return
  for (const file of (await readShelf(device)).files) {
    const renewed = new Map<number, RenewedPart>()
    for (const [place, { hash }] of file.index.parts.entries()) {
      const objectId = await deriveFilePartId(session.vault, file.fileId, place + 1)
      if (!isStale(outbox.get(objectId))) continue
      const old = present(await readBytesOf(storage, 'blocks', hash), 'a queued blob is kept')
      const { bytes, hash: name, version } = await renewPart(device, file.fileId, place, old)
      renewed.set(place, { hash: name, size: bytes.length, version, epoch: session.vault.epoch, bytes })
    }
    if (renewed.size > 0) await enterRenewedParts(device, file, renewed)
  }
}
