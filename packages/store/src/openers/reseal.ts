/**
 * Deep rotation: what lies under older keys is sealed anew under the present one and committed like any other change.
 * Which objects are left is read from their clear fronts, so it goes on where it stopped after a lock or a crash.
 */
import { openObject } from '@nornos/crypto/vault-open'
import { sealObject } from '@nornos/crypto/vault-seal'
import { parseObjectHeader } from '@nornos/crypto/verify'
import { assert, ok, present, type Result, toHex } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import { aloneWithMutables } from '../mutable/mutable-shelf.ts'
import type { BlobTable } from '../objects/blob-table.ts'
import { nextVersion } from '../objects/object-writer.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import { renameInCatalog } from '../objects/rename-in-catalog.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf, type StorageChange } from '../storage/device-storage.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import type { ResealState } from './keys.ts'

/** Objects of one commit; between two of them others may write. */
const batchSize = 200

interface Stored {
  readonly objectId: string
  readonly version: number
  readonly blob: string
  readonly table: BlobTable
}

export interface Reseal {
  state(): Promise<ResealState>
  start(): Promise<Result<undefined, DeviceProblem>>
  cancel(): void
}

export function createReseal(holder: VaultHolder): Reseal {
  let running: { done: number; total: number; isCancelled: boolean } | null = null

  async function run(progress: { done: number; total: number; isCancelled: boolean }) {
    const { device, sync } = holder.opened()
    const left = await oldObjects(device)
    progress.total = left.length
    for (let first = 0; first < left.length; first += batchSize) {
      if (progress.isCancelled || device.signal.aborted) return ok(undefined)
      const batch = left.slice(first, first + batchSize)
      const sealed = await sync.exclusively(async () =>
        ok(await aloneWithMutables(device, () => resealBatch(device, batch))),
      )
      if (!sealed.ok) return sealed
      await sync.run()
      progress.done += batch.length
      device.changed('keys')
    }
    return ok(undefined)
  }

  return {
    async state() {
      if (running !== null) return { state: 'running', done: running.done, total: running.total }
      return { state: 'idle', left: (await oldObjects(holder.opened().device)).length }
    },
    async start() {
      if (running !== null) return ok(undefined)
      const progress = { done: 0, total: 0, isCancelled: false }
      running = progress
      try {
        return await run(progress)
      } finally {
        running = null
        holder.current()?.device.changed('keys')
      }
    },
    cancel() {
      if (running !== null) running.isCancelled = true
    },
  }
}

async function oldObjects(device: OpenDevice): Promise<readonly Stored[]> {
  const { epoch } = device.session.vault
  if (epoch === 0) return []
  const old: Stored[] = []
  for (const object of storedObjects(device)) {
    const bytes = await readBytesOf(device.storage, object.table, object.blob)
    if (bytes !== null && parseObjectHeader(bytes).epoch < epoch) old.push(object)
  }
  return old
}

function* storedObjects({ catalog }: OpenDevice): Generator<Stored> {
  for (const { blocks, records } of catalog.metrics()) {
    for (const one of blocks) yield { ...factsOf(one), table: 'blocks' }
    for (const one of records) yield { ...factsOf(one), table: 'records' }
  }
  for (const note of catalog.notes()) yield { ...factsOf(note), table: note.table }
  for (const one of catalog.mutables()) yield { ...factsOf(one), table: 'records' }
}

function factsOf({ blob, objectId, version }: Omit<Stored, 'table'>): Omit<Stored, 'table'> {
  return { blob, objectId, version }
}

/** New bytes, their place in the queue and the catalogue, and the end of the old bytes, in one transaction. */
async function resealBatch(device: OpenDevice, batch: readonly Stored[]): Promise<undefined> {
  const { vault } = device.session
  const draft = device.catalog.draft()
  const queue: OutboxEntry[] = []
  const changes: StorageChange[] = []
  const blobOf = new Map([...storedObjects(device)].map((one) => [one.objectId, one.blob]))
  for (const { blob, objectId, table, version } of batch) {
    // Written anew since it was counted.
    if (blobOf.get(objectId) !== blob) continue
    const old = present(await readBytesOf(device.storage, table, blob), 'what the catalogue names is stored')
    const { kind, part, payload } = await openObject(vault, old, { objectId, version })
    assert(kind !== 'keyring', 'the keyring is in no catalogue')
    const next = nextVersion(device, objectId)
    const sealed = await sealObject(vault, { objectId, version: next, kind, part, payload })
    const name = toHex(sealed.blobHash)
    changes.push({ table, key: name, value: sealed.bytes }, { table, key: blob, value: null })
    const size = sealed.bytes.length
    queue.push({
      objectId,
      version: next,
      blob: { table, name, size, epoch: vault.epoch },
      queuedAt: device.clock.now().getTime(),
    })
    renameInCatalog(device.catalog, draft, { objectId, version: next, blob: name })
  }
  await finishDraft(device, draft, { queue, changes, durability: 'strict' })
  device.cache.clear()
}
