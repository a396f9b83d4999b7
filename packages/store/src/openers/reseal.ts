/**
 * Deep rotation: what lies under older keys is sealed anew under the present one and committed like any other change.
 * The catalogue says which objects are left, so it goes on where it stopped after a lock or a crash. Files
 * follow with all their parts: ../files/reseal-file.ts.
 */
import { openObject } from '@nornos/crypto/vault-open'
import { sealObject } from '@nornos/crypto/vault-seal'
import { parseObjectHeader } from '@nornos/crypto/verify'
import { assert, ok, type Result, toHex } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import { readShelf, type ShelvedFile } from '../files/file-shelf.ts'
import { countResealed, enterResealed, resealParts } from '../files/reseal-file.ts'
import { aloneWithMutables } from '../mutable/mutable-shelf.ts'
import { nextVersion } from '../objects/object-writer.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import { renameInCatalog } from '../objects/rename-in-catalog.ts'
import { type StoredInTable, storedObjects } from '../objects/stored-objects.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf, type StorageChange } from '../storage/device-storage.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import type { Unlocked } from '../unlocked.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import type { ResealState } from './keys.ts'

/** Objects of one commit; between two of them others may write. */
const batchSize = 200

export interface Reseal {
  state(): Promise<ResealState>
  start(): Promise<Result<undefined, DeviceProblem>>
  cancel(): void
}

interface Progress {
  done: number
  total: number
  isCancelled: boolean
}

export function createReseal(holder: VaultHolder): Reseal {
  let running: Progress | null = null
  const fronts: Fronts = new Map()

  return {
    async state() {
      if (running !== null) return { state: 'running', done: running.done, total: running.total }
      const { device } = holder.opened()
      const { files, objects } = await oldThings(device, fronts)
      let left = objects.length
      for (const file of files) left += sizeOf(file) - (await countResealed(device, file))
      return { state: 'idle', left }
    },
    async start() {
      if (running !== null) return ok(undefined)
      const progress = { done: 0, total: 0, isCancelled: false }
      running = progress
      try {
        return await reseal(holder.opened(), progress, fronts)
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

async function reseal(
  { device, sync }: Unlocked,
  progress: Progress,
  fronts: Fronts,
): Promise<Result<undefined, DeviceProblem>> {
  const { files, objects } = await oldThings(device, fronts)
  progress.total = files.reduce((sum, file) => sum + sizeOf(file), objects.length)
  // The person sees that it has begun, and may stop it, before the first of it is sent.
  device.changed('keys')
  const goesOn = () => !progress.isCancelled && !device.signal.aborted
  const advance = (count: number) => {
    progress.done += count
    device.changed('keys')
  }
  for (let first = 0; first < objects.length && goesOn(); first += batchSize) {
    const batch = objects.slice(first, first + batchSize)
    const sealed = await sync.exclusively(async () =>
      ok(await aloneWithMutables(device, () => resealBatch(device, batch))),
    )
    if (!sealed.ok) return sealed
    await sync.run()
    advance(batch.length)
  }
  for (const file of files) {
    if (!goesOn()) return ok(undefined)
    advance(await countResealed(device, file))
    const alone = sync.exclusively
    const parts = await resealParts({ alone, device, file, goesOn, onPart: () => advance(1) })
    if (!parts.ok) return parts
    const { value } = parts
    if (value === 'stopped') return ok(undefined)
    const entered = await sync.exclusively(async () => ok(await enterResealed(device, file, value)))
    if (!entered.ok) return entered
    await sync.run()
    if (file.index.parts.length === 0) advance(1)
  }
  return ok(undefined)
}

interface OldThings {
  readonly objects: readonly StoredInTable[]
  /** An index is sealed after its parts: they are no newer than it. */
  readonly files: readonly ShelvedFile[]
}

/** The epochs of what the catalogue lists without one, by the name of the bytes: these are read once. */
type Fronts = Map<string, number>

async function oldThings(device: OpenDevice, fronts: Fronts): Promise<OldThings> {
  const { epoch } = device.session.vault
  if (epoch === 0) return { objects: [], files: [] }
  const old: StoredInTable[] = []
  for (const object of storedObjects(device)) {
    if ((object.epoch ?? (await epochOf(device, object, fronts))) < epoch) old.push(object)
  }
  const isOld = new Set(old.map(({ objectId }) => objectId))
  const files = (await readShelf(device)).files.filter(({ fileId }) => isOld.has(fileId))
  const isFile = new Set(files.map(({ fileId }) => fileId))
  return { files, objects: old.filter(({ objectId }) => !isFile.has(objectId)) }
}

async function epochOf(
  { session, storage }: OpenDevice,
  { blob, table }: StoredInTable,
  fronts: Fronts,
): Promise<number> {
  const known = fronts.get(blob)
  if (known !== undefined) return known
  const bytes = await readBytesOf(storage, table, blob)
  // What this device has lost it cannot seal anew.
  if (bytes === null) return session.vault.epoch
  const { epoch } = parseObjectHeader(bytes)
  fronts.set(blob, epoch)
  return epoch
}

/** What the person sees counted: parts, or the file itself where it has none. */
function sizeOf({ index }: ShelvedFile): number {
  return Math.max(1, index.parts.length)
}

/** New bytes, their place in the queue and the catalogue, and the end of the old bytes, in one transaction. */
async function resealBatch(device: OpenDevice, batch: readonly StoredInTable[]): Promise<undefined> {
  const { vault } = device.session
  const draft = device.catalog.draft()
  const queue: OutboxEntry[] = []
  const changes: StorageChange[] = []
  const blobOf = new Map([...storedObjects(device)].map((one) => [one.objectId, one.blob]))
  for (const { blob, objectId, table, version } of batch) {
    // Written anew since it was counted.
    if (blobOf.get(objectId) !== blob) continue
    const old = await readBytesOf(device.storage, table, blob)
    if (old === null) continue
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
    renameInCatalog(device.catalog, draft, { objectId, version: next, blob: name, epoch: vault.epoch })
  }
  await finishDraft(device, draft, { queue, changes, durability: 'strict' })
  device.cache.clear()
}
