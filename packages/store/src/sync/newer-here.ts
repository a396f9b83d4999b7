/** What this device has newer than a vault that was put back from a backup, made ready to be sent again. */
import { deriveFilePartId, keyringObjectId } from '@nornos/crypto/vault-open'
import { parseObjectHeader } from '@nornos/crypto/verify'
import { equalBytes, toHex } from '@nornos/std'
import { readShelf, type ShelvedFile } from '../files/file-shelf.ts'
import { partVersion } from '../files/seal-part.ts'
import type { CatalogDraft } from '../objects/catalog.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import type { StateLeaf } from '../objects/state-leaves.ts'
import { type StoredInTable, storedObjects } from '../objects/stored-objects.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf } from '../storage/device-storage.ts'
import type { Leaves } from './adopt-state.ts'
import { finishDraft } from './finish-draft.ts'

export interface BroughtBack {
  readonly broughtBack: number
  readonly filesLost: readonly string[]
}

/** Durable when it answers; doing it again changes nothing. */
export async function queueNewer(device: OpenDevice, own: Leaves, shown: Leaves): Promise<BroughtBack> {
  const draft = device.catalog.draft()
  const files = await queueFiles(device, draft, shown)
  const stored = new Map([...storedObjects(device)].map((one) => [one.objectId, one]))
  const queue: OutboxEntry[] = [...files.queue]
  for (const leaf of own.values()) {
    const { objectId } = leaf
    if (objectId === keyringObjectId || files.decided.has(objectId)) continue
    if (device.outbox.get(objectId) !== null) continue
    const entry = await entryOf(device, leaf, shown.get(objectId), stored.get(objectId))
    if (entry !== null) queue.push(entry)
  }
  await finishDraft(device, draft, { queue, durability: 'strict' })
  return { broughtBack: queue.length, filesLost: files.lost }
}

/** Null where the vault has the same, or something that this device takes over. */
async function entryOf(
  device: OpenDevice,
  own: StateLeaf,
  shown: StateLeaf | undefined,
  stored: StoredInTable | undefined,
): Promise<OutboxEntry | null> {
  const { objectId, version } = own
  const isNewer = version > (shown?.version ?? 0)
  const isSame = shown?.version === version && equalBytes(shown.blobHash, own.blobHash)
  if (isSame) return null
  const queuedAt = device.clock.now().getTime()
  if (own.size === 0) {
    const isDeletion = isNewer && shown !== undefined && shown.size > 0
    return isDeletion ? { objectId, version: shown.version + 1, blob: null, queuedAt } : null
  }
  // A record that any device may change meets the other version; everything else has one writer, or one content.
  if (!isNewer && device.catalog.mutable(objectId) === null) return null
  return stored === undefined || stored.blob !== toHex(own.blobHash)
    ? null
    : storedEntry(device, stored, queuedAt)
}

async function storedEntry(
  device: OpenDevice,
  { blob, objectId, table, version }: StoredInTable,
  queuedAt: number,
): Promise<OutboxEntry | null> {
  const bytes = await readBytesOf(device.storage, table, blob)
  if (bytes === null) return null
  const { epoch } = parseObjectHeader(bytes)
  return { objectId, version, blob: { table, name: blob, size: bytes.length, epoch }, queuedAt }
}

interface FilesToSend {
  readonly queue: readonly OutboxEntry[]
  /** Objects about which there is nothing more to say. */
  readonly decided: ReadonlySet<string>
  readonly lost: readonly string[]
}

/** A file goes back with all its parts or not at all: what lies in no place any more is named. */
async function queueFiles(device: OpenDevice, draft: CatalogDraft, shown: Leaves): Promise<FilesToSend> {
  const queue: OutboxEntry[] = []
  const decided = new Set<string>()
  const lost: string[] = []
  const shelf = await readShelf(device)
  for (const file of shelf.files) {
    if (shown.has(file.fileId) || device.outbox.get(file.fileId) !== null) continue
    const entries = await entriesOf(device, file, shown)
    for (const id of entries.ids) decided.add(id)
    if (entries.isWhole) queue.push(...entries.queue)
    else {
      lost.push(shelf.mark(file.fileId, 'name')?.value ?? file.index.name)
      draft.removeNote(file.fileId)
    }
  }
  return { queue, decided, lost }
}

async function entriesOf(device: OpenDevice, { blob, fileId, index, version }: ShelvedFile, shown: Leaves) {
  const queuedAt = device.clock.now().getTime()
  const ids = [fileId]
  const queue: OutboxEntry[] = []
  let isWhole = true
  for (const [place, { hash }] of index.parts.entries()) {
    const objectId = await deriveFilePartId(device.session.vault, fileId, place + 1)
    ids.push(objectId)
    if (shown.has(objectId)) continue
    const part = { objectId, version: partVersion, blob: hash, table: 'blocks' } as const
    const entry = await storedEntry(device, part, queuedAt)
    if (entry === null) isWhole = false
    else queue.push(entry)
  }
  const listed = { objectId: fileId, version, blob, table: 'records' } as const
  const entry = await storedEntry(device, listed, queuedAt + 1)
  if (entry !== null) queue.push(entry)
  return { ids, queue, isWhole: isWhole && entry !== null }
}
