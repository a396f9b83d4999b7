/** Seals objects under the version that comes next, and keeps the sealed bytes under their own hash. */
import { type ObjectToSeal, sealObject } from '@nornos/crypto/vault-seal'
import { toHex } from '@nornos/std'
import type { OpenDevice } from '../open-device.ts'
import type { BlobTable } from './blob-table.ts'
import type { ObjectFacts } from './catalog.ts'
import type { OutboxEntry } from './outbox.ts'
import type { StagedWrite } from './staged-write.ts'

export interface WrittenObject {
  readonly objectId: string
  readonly version: number
  readonly blob: string
  readonly size: number
  readonly epoch: number
}

type Content = Pick<ObjectToSeal, 'objectId' | 'kind' | 'payload'>

/** The version after the one that the vault has. What is still queued was never there, and is replaced. */
export function nextVersion({ leaves }: Pick<OpenDevice, 'leaves'>, objectId: string): number {
  return (leaves.get(objectId)?.version ?? 0) + 1
}

/** Seals, and stores as a part of `write`. */
export async function writeObject(
  device: OpenDevice,
  write: StagedWrite,
  table: BlobTable,
  content: Content,
): Promise<WrittenObject> {
  const version = nextVersion(device, content.objectId)
  const { vault } = device.session
  const sealed = await sealObject(vault, { ...content, version })
  const blob = toHex(sealed.blobHash)
  await write.put(table, blob, sealed.bytes)
  return { objectId: content.objectId, version, blob, size: sealed.bytes.length, epoch: vault.epoch }
}

/** What the catalogue says of what was written. */
export function factsOf({ objectId, version, blob, epoch }: WrittenObject): ObjectFacts {
  return { objectId, version, blob, epoch }
}

/** The queue entry of what was written. */
export function queueEntry(device: OpenDevice, table: BlobTable, written: WrittenObject): OutboxEntry {
  const { objectId, version, blob, size, epoch } = written
  return {
    objectId,
    version,
    blob: { table, name: blob, size, epoch },
    queuedAt: device.clock.now().getTime(),
  }
}
