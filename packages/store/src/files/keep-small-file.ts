/** Seals a small file onto this device, where it waits for the network like everything else. */
import { hashBytes } from '@nornos/crypto/verify'
import { type Bytes, toHex } from '@nornos/std'
import type { CatalogDraft } from '../objects/catalog.ts'
import { factsOf, queueEntry, writeObject } from '../objects/object-writer.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import type { StagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import { encodeFileIndex, type FileIndex, filePartBytes, partCount } from './file-index.ts'
import { readShelf } from './file-shelf.ts'
import { partVersion, sealPart } from './seal-part.ts'

/** What is added without network waits sealed on this device; more would fill a phone. */
export const smallFileBytesMax = 16 * 1024 * 1024

export interface SmallFile {
  readonly name: string
  readonly type: string
  readonly bytes: Bytes
}

export interface SmallFileWrite {
  readonly draft: CatalogDraft
  readonly write: StagedWrite
  /** Gets what is to be sent. */
  readonly queue: OutboxEntry[]
  /** Files of the same write: object id by SHA-256. */
  readonly kept: Map<string, string>
}

export interface KeptFile {
  readonly fileId: string
  readonly sha256: string
  /** False: these bytes were there already. */
  readonly isNew: boolean
}

/** The same bytes are one file, whatever they are called. */
export async function keepSmallFile(
  device: OpenDevice,
  { draft, kept, queue, write }: SmallFileWrite,
  { bytes, name, type }: SmallFile,
): Promise<KeptFile> {
  const sha256 = toHex(await hashBytes(bytes))
  const known = kept.get(sha256) ?? (await findFile(device, sha256))
  if (known !== null) return { fileId: known, sha256, isNew: false }
  const fileId = crypto.randomUUID()
  kept.set(sha256, fileId)
  const parts: { hash: string; len: number }[] = []
  for (let part = 1; part <= partCount(bytes.length); part++) {
    const payload = bytes.slice((part - 1) * filePartBytes, part * filePartBytes)
    const sealed = await sealPart(device, fileId, part, payload)
    await write.put('blocks', sealed.hash, sealed.bytes)
    parts.push({ hash: sealed.hash, len: payload.length })
    const { epoch } = device.session.vault
    const written = { objectId: sealed.objectId, version: partVersion, blob: sealed.hash, epoch }
    queue.push(queueEntry(device, 'blocks', { ...written, size: sealed.bytes.length }))
  }
  const index: FileIndex = {
    v: 1,
    name: nameOf(name),
    type: type.slice(0, 200),
    size: bytes.length,
    added: device.clock.now().getTime(),
    sha256,
    parts,
  }
  queue.push(await writeIndex(device, { draft, write }, fileId, index))
  return { fileId, sha256, isNew: true }
}

/** Writes the index locally; the queue entry of it counts as later than its parts. */
export async function writeIndex(
  device: OpenDevice,
  { draft, write }: Pick<SmallFileWrite, 'draft' | 'write'>,
  fileId: string,
  index: FileIndex,
): Promise<OutboxEntry> {
  const content = { objectId: fileId, kind: 'file-index', payload: encodeFileIndex(index) } as const
  const written = await writeObject(device, write, 'records', content)
  draft.putNote({ ...factsOf(written), note: 'file', table: 'records' })
  const entry = queueEntry(device, 'records', written)
  return { ...entry, queuedAt: entry.queuedAt + 1 }
}

export async function findFile(device: OpenDevice, sha256: string): Promise<string | null> {
  const { files } = await readShelf(device)
  return files.find(({ index }) => index.sha256 === sha256)?.fileId ?? null
}

/** A name that an index can hold; never empty. */
export function nameOf(name: string): string {
  return name.slice(-500) || 'file'
}
