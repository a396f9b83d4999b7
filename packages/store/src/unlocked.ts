/** Puts an unlocked device together out of its session and its tables, and takes it apart at lock. */
import { deriveRecordId } from '@nornos/crypto/vault-open'
import { type Instant, millisecondsToInstant, ZoneName } from '@nornos/health-model'
import { utf8 } from '@nornos/std'
import { createUploadJobs, type UploadJobs } from './files/upload-jobs.ts'
import { readCountedOrder } from './health/source-order.ts'
import { readCheckpoint } from './import/import-checkpoint.ts'
import { createImportJobs, type ImportJobs } from './import/import-jobs.ts'
import { createInboxRunner, type InboxRunner } from './inbox/inbox-runner.ts'
import { loadMutableShelf } from './mutable/mutable-memory.ts'
import { createBlockCache } from './objects/block-cache.ts'
import { loadCatalog } from './objects/catalog.ts'
import { readKnowledge } from './objects/knowledge.ts'
import { createLocalBoxes } from './objects/local-boxes.ts'
import { parseJson, readPayload } from './objects/object-reader.ts'
import { factsOf, queueEntry, writeObject } from './objects/object-writer.ts'
import { loadOutbox } from './objects/outbox.ts'
import { beginStagedWrite, undoStagedWrites } from './objects/staged-write.ts'
import { loadStateLeaves } from './objects/state-leaves.ts'
import { VaultNote, type ZonesNote } from './objects/vault-note.ts'
import type { Change, DeviceParts, OpenDevice } from './open-device.ts'
import { createPublishRunner, type PublishRunner } from './publish/publish-runner.ts'
import { readBytesOf, type TableName } from './storage/device-storage.ts'
import { readAlarm } from './sync/alarm.ts'
import { finishDraft } from './sync/finish-draft.ts'
import { followVault } from './sync/follow-vault.ts'
import { createSyncRunner, type SyncRunner } from './sync/sync-runner.ts'
import { closeSession, type Session } from './vault/session.ts'

export interface Unlocked {
  readonly device: OpenDevice
  readonly sync: SyncRunner
  readonly publish: PublishRunner
  readonly imports: ImportJobs
  readonly inbox: InboxRunner
  readonly uploads: UploadJobs
  /** Answers when nothing of the vault is left in memory. */
  lock(): Promise<void>
}

export interface OpenHooks {
  readonly changed: (what: Change) => void
  /** Another device of this person has closed the vault. */
  readonly closed: (at: Instant) => void
  /** Whether to listen for what other devices commit. */
  readonly follows: boolean
}

export async function openUnlocked(
  parts: DeviceParts,
  session: Session,
  { changed, closed, follows }: OpenHooks,
): Promise<Unlocked> {
  const { storage } = parts
  const boxes = createLocalBoxes(storage, session)
  const checkpoint = await readCheckpoint(boxes)
  await undoStagedWrites(storage, { except: checkpoint?.staged.journals ?? [] })
  const catalog = await loadCatalog(storage, boxes)
  const read: Parameters<typeof readKnowledge>[1] = (table, key) => readBytesOf(storage, table, key)
  const ending = new AbortController()
  let queued: () => void = () => undefined
  const device: OpenDevice = {
    ...parts,
    session,
    boxes,
    catalog,
    outbox: await loadOutbox(storage, boxes),
    leaves: await loadStateLeaves(boxes),
    cache: createBlockCache(),
    shelf: await loadMutableShelf(boxes),
    witnessed: { head: '', at: Number.NEGATIVE_INFINITY },
    quota: null,
    received: 0,
    knowledge: await readKnowledge(session.vault, read, catalog.notes(), await readCountedOrder(boxes)),
    signal: ending.signal,
    changed,
    closed,
    queued: () => queued(),
  }
  const sync = createSyncRunner(device, await readAlarm(boxes))
  const publish = await createPublishRunner(device)
  const uploads = await createUploadJobs(device)
  const imports = await createImportJobs(device, checkpoint, (file) => uploads.start(file, null))
  queued = () => {
    sync.schedule()
    publish.schedule()
  }
  const inbox = await createInboxRunner(device, sync, imports)
  if (follows) {
    followVault(device, sync, inbox)
    inbox.run().catch(device.onFault)
  }
  return {
    device,
    sync,
    publish,
    imports,
    inbox,
    uploads,
    async lock() {
      ending.abort()
      const working = [imports.idle(), uploads.idle(), inbox.idle(), sync.idle(), publish.idle()]
      await Promise.allSettled(working)
      device.cache.clear()
      device.shelf.read.clear()
      closeSession(session)
    },
  }
}

/** Notes the zone that the person is in, when it is another than the one that is known. */
export async function noteZone(device: OpenDevice, zone: string): Promise<void> {
  const { clock, knowledge, session } = device
  const known = knowledge.noticedZones.at(-1)
  if (known?.zone === zone) return
  const owner = session.file.deviceId
  const now = millisecondsToInstant(clock.now().getTime())
  const entry = { from: known === undefined ? null : now, zone: ZoneName.parse(zone) }
  const objectId = await deriveRecordId(session.vault, ['note', 'zones', owner])
  const write = beginStagedWrite(device.storage)
  const earlier = await ownZones(device, objectId)
  const note: ZonesNote = { note: 'zones', device: owner, zones: [...earlier, entry].slice(-zonesMax) }
  const payload = utf8(JSON.stringify(note))
  const written = await writeObject(device, write, 'records', { objectId, kind: 'record', payload })
  const draft = device.catalog.draft()
  draft.putNote({ ...factsOf(written), note: 'zones', table: 'records' })
  const { stated } = device.knowledge
  device.knowledge = await readKnowledge(session.vault, write.read, draft.notes(), stated)
  await finishDraft(device, draft, {
    write,
    queue: [queueEntry(device, 'records', written)],
    durability: 'strict',
  })
}

/** A device that moves every week fills this in twenty years. */
const zonesMax = 1_000

async function ownZones(device: OpenDevice, objectId: string): Promise<ZonesNote['zones']> {
  const known = device.catalog.notes().find((one) => one.objectId === objectId)
  if (known === undefined) return []
  const read = (table: TableName, key: string) => readBytesOf(device.storage, table, key)
  const payload = await readPayload(device.session.vault, read, known.table, known)
  const note = VaultNote.parse(parseJson(payload))
  return note.note === 'zones' ? note.zones : []
}
