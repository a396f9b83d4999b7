/** Fetches objects that other devices wrote, opens them and takes them into the catalogue. */

import { keyringObjectId } from '@nornos/crypto/vault-open'
import { type Change, hashBytes, isDeletion } from '@nornos/crypto/verify'
import { err, ok, type Result, toHex } from '@nornos/std'
import { addDirtyBlock } from '../days/dirty-days.ts'
import { rollUpDirty } from '../days/roll-up-dirty.ts'
import { ask, isRefusal, receive } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import { readEntryState } from '../entries/entry-notes.ts'
import { projectEntries } from '../entries/project-entries.ts'
import { isFilePart, mayBeFilePart } from '../files/recognise-part.ts'
import { clockChange } from '../mutable/mutable-memory.ts'
import { aloneWithMutables } from '../mutable/mutable-shelf.ts'
import { settleMutables } from '../mutable/settle-mutables.ts'
import type { CatalogDraft } from '../objects/catalog.ts'
import { readKnowledge } from '../objects/knowledge.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import { beginStagedWrite, type StagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import { AlarmError } from './alarm.ts'
import { finishDraft } from './finish-draft.ts'
import { inParallel } from './in-parallel.ts'
import { createIntake, type Intake } from './intake.ts'

const downloadsAtOnce = 4

/** `also` is written in the same transaction. */
export async function takeOverObjects(
  device: OpenDevice,
  changes: readonly Change[],
  also: readonly StorageChange[],
): Promise<Result<undefined, DeviceProblem>> {
  const write = beginStagedWrite(device.storage)
  const draft = device.catalog.draft()
  const intake = createIntake(device, draft, write)
  const settled: OutboxEntry[] = []
  try {
    let problem: DeviceProblem | null = null
    const takeOne = async (change: Change) => {
      if (problem !== null || change.objectId === keyringObjectId) return
      const own = device.outbox.get(change.objectId)
      if (isOwnWork(change, own)) {
        settled.push(own)
        return
      }
      const taken = await takeOver(device, intake, change)
      if (!taken.ok) problem = taken.error
      // A record is named by what it says: what another device wrote under this name says the same.
      else if (own !== null && taken.value === 'record') settled.push(own)
    }
    // The index of a file says which of the large ones are its parts.
    const { parts, others } = splitParts(changes)
    await inParallel(others, downloadsAtOnce, takeOne)
    await inParallel(parts, downloadsAtOnce, async (change) => {
      if (!intake.fileParts.has(toHex(change.blobHash))) await takeOne(change)
    })
    if (problem !== null) {
      await write.abandon()
      return err(problem)
    }
    if (intake.hasNotes) await learnEntries(device, draft, write, intake)
    await learnKnowledge(device, draft, write, intake)
    await rollUpDirty(device, draft, write, intake.dirty)
    // A person may change something at any moment: what has arrived meets it only now.
    await aloneWithMutables(device, async () => {
      const { queue, settle } = await settleMutables(device, draft, write, intake.mutables)
      const clock = intake.mutables.length > 0 ? [await clockChange(device)] : []
      const shards = await device.leaves.takeChanges()
      await finishDraft(device, draft, {
        write,
        queue,
        settle: [...settled, ...settle],
        changes: [...shards, ...clock, ...also],
        durability: 'strict',
      })
    })
    device.received += intake.count
    if (intake.count > 0) device.changed('data')
    return ok(undefined)
  } catch (cause) {
    await write.abandon()
    throw cause
  }
}

/** What other devices wrote down follows into blocks and records here. */
async function learnEntries(
  device: OpenDevice,
  draft: CatalogDraft,
  write: StagedWrite,
  { dirty }: Intake,
): Promise<void> {
  const { vault } = device.session
  const before = await readEntryState(vault, write.read, device.catalog.notes())
  const after = await readEntryState(vault, write.read, draft.notes())
  await projectEntries({ device, draft, write, dirty }, before, after)
}

function splitParts(changes: readonly Change[]) {
  const byKind = Map.groupBy(changes, (change) => !isDeletion(change) && mayBeFilePart(change.byteLength))
  return { parts: byKind.get(true) ?? [], others: byKind.get(false) ?? [] }
}

/** Where the person lived decides which day is which: other zones, other days everywhere. */
async function learnKnowledge(
  device: OpenDevice,
  draft: CatalogDraft,
  write: StagedWrite,
  intake: Intake,
): Promise<void> {
  if (!intake.hasNotes) return
  const before = JSON.stringify(device.knowledge.zones)
  device.knowledge = await readKnowledge(
    device.session.vault,
    write.read,
    draft.notes(),
    device.knowledge.stated,
  )
  if (JSON.stringify(device.knowledge.zones) === before) return
  for (const { metric } of device.catalog.metrics()) {
    for (const block of draft.metric(metric).blocks) addDirtyBlock(intake.dirty, metric, block)
  }
}

function isOwnWork(change: Change, own: OutboxEntry | null): own is OutboxEntry {
  if (own === null || own.version !== change.version) return false
  return own.blob === null ? isDeletion(change) : own.blob.name === toHex(change.blobHash)
}

type Taken = 'record' | 'other'

async function takeOver(
  device: OpenDevice,
  intake: Intake,
  change: Change,
): Promise<Result<Taken, DeviceProblem>> {
  if (isDeletion(change)) {
    intake.remove(change)
    return ok('other')
  }
  const { api, session, signal } = device
  const sha256 = toHex(change.blobHash)
  if (intake.has(change.objectId, sha256)) return ok('other')
  const params = { vaultId: session.file.vaultId, sha256 }
  if (mayBeFilePart(change.byteLength)) {
    const part = await isFilePart(device, change)
    if (!part.ok) return part
    if (part.value) return ok('other')
  }
  const reply = await ask(api.blobRead({ params, signal }))
  if (!reply.ok) {
    if (isRefusal(reply.error, 'not-found')) throw new AlarmError('missing_blob', [sha256])
    return reply
  }
  const body = await receive(reply.value.body.arrayBuffer())
  if (!body.ok) return body
  const bytes = new Uint8Array(body.value)
  if (toHex(await hashBytes(bytes)) !== sha256) throw new AlarmError('altered_object', [sha256])
  return ok(await intake.add(change, bytes))
}
