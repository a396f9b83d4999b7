/** Fetches objects that other devices wrote, opens them and takes them into the catalogue. */

import { keyringObjectId } from '@nornos/crypto/vault-open'
import { type Change, isDeletion } from '@nornos/crypto/verify'
import { type Bytes, err, ok, type Result, toHex } from '@nornos/std'
import { addDirtyBlock } from '../days/dirty-days.ts'
import { rollUpDirty } from '../days/roll-up-dirty.ts'
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
import { downloadsAtOnce, fetchBlobs } from './fetch-blobs.ts'
import { finishDraft } from './finish-draft.ts'
import { inParallel } from './in-parallel.ts'
import { createIntake, type Intake } from './intake.ts'

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
    const wanted = changes.filter((change) => {
      if (change.objectId === keyringObjectId) return false
      const own = device.outbox.get(change.objectId)
      if (isOwnWork(change, own)) settled.push(own)
      else if (isDeletion(change)) intake.remove(change)
      else return !intake.has(change.objectId, toHex(change.blobHash))
      return false
    })
    const take = async (change: Change, bytes: Bytes) => {
      const own = device.outbox.get(change.objectId)
      // A record is named by what it says: what another device wrote under this name says the same.
      if ((await intake.add(change, bytes)) === 'record' && own !== null) settled.push(own)
    }
    // The index of a file says which of the large ones are its parts.
    const { large, others } = Object.groupBy(wanted, (change) =>
      mayBeFilePart(change.byteLength) ? 'large' : 'others',
    )
    let taken = await fetchBlobs(device, others ?? [], take)
    if (taken.ok) {
      const unnamed = (large ?? []).filter(({ blobHash }) => !intake.fileParts.has(toHex(blobHash)))
      const whole = await withoutFileParts(device, unnamed)
      taken = whole.ok ? await fetchBlobs(device, whole.value, take) : whole
    }
    if (!taken.ok) {
      await write.abandon()
      return taken
    }
    intake.list()
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

/** Without the parts of files that are not listed yet: their index may come with a later step. */
async function withoutFileParts(
  device: OpenDevice,
  changes: readonly Change[],
): Promise<Result<readonly Change[], DeviceProblem>> {
  const whole: Change[] = []
  let problem: DeviceProblem | null = null
  await inParallel(changes, downloadsAtOnce, async (change) => {
    if (problem !== null) return
    const part = await isFilePart(device, change)
    if (!part.ok) problem = part.error
    else if (!part.value) whole.push(change)
  })
  return problem === null ? ok(whole) : err(problem)
}
