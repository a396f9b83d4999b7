/** Makes a draft of the catalogue count, with everything that belongs to it, in one transaction. */
import type { CatalogDraft } from '../objects/catalog.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import type { StagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import type { Durability, StorageChange } from '../storage/device-storage.ts'

export interface Finish {
  readonly write?: StagedWrite
  readonly queue?: readonly OutboxEntry[]
  readonly settle?: readonly OutboxEntry[]
  readonly changes?: readonly StorageChange[]
  readonly durability: Durability
}

export async function finishDraft(device: OpenDevice, draft: CatalogDraft, finish: Finish): Promise<void> {
  const { locks, outbox, session, storage } = device
  // Whoever writes the index reads it first: one at a time.
  await locks.request(`nornos-index-${session.file.vaultId}`, async () => {
    const settled = outbox.settle(finish.settle ?? [])
    const queued = await outbox.queue(finish.queue ?? [])
    const changes = [
      ...(finish.changes ?? []),
      ...(await draft.changes()),
      ...settled.changes,
      ...queued.changes,
    ]
    if (finish.write === undefined) await storage.write(changes, finish.durability)
    else await finish.write.finish(changes, finish.durability)
    settled.adopt()
    queued.adopt()
    draft.adopt()
  })
}
