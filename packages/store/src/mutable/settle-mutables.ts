/**
 * Mutable records that another device changed or deleted meet what this device has not sent yet:
 * `specs/mutable-record.md` §5. Everything here happens while nobody else changes them.
 */
import { type Change, parseObjectHeader } from '@nornos/crypto/verify'
import { toHex } from '@nornos/std'
import type { CatalogDraft } from '../objects/catalog.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import type { StagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import { isSameMutable, isWhollySeen, mergeMutable } from './merge-mutable.ts'
import type { MutableRecord } from './mutable-record.ts'
import { putMutable } from './mutable-records.ts'
import { adoptMoments, mutableEntry, readMutableEntry } from './mutable-shelf.ts'

/** A version that has arrived; null when the object was deleted. */
export interface MutableArrival {
  readonly change: Change
  readonly content: {
    readonly record: MutableRecord
    readonly sealed: Uint8Array<ArrayBuffer>
  } | null
}

export interface MutableOutcome {
  /** To be sent, in place of what was queued for the same object. */
  readonly queue: OutboxEntry[]
  /** No longer to be sent. */
  readonly settle: OutboxEntry[]
}

export async function settleMutables(
  device: OpenDevice,
  draft: CatalogDraft,
  write: StagedWrite,
  arrivals: readonly MutableArrival[],
): Promise<MutableOutcome> {
  const outcome: MutableOutcome = { queue: [], settle: [] }
  for (const arrival of arrivals) {
    const own = device.outbox.get(arrival.change.objectId)
    if (arrival.content === null) settleDeletion(draft, write, arrival.change, own, outcome)
    else await settleVersion({ device, draft, write, outcome }, arrival.change, arrival.content, own)
  }
  return outcome
}

/** An unsent change is stronger: its copy goes out as the next version. */
function settleDeletion(
  draft: CatalogDraft,
  write: StagedWrite,
  { objectId }: Change,
  own: OutboxEntry | null,
  { settle }: MutableOutcome,
): void {
  if (own !== null && own.blob !== null) return
  if (own !== null) settle.push(own)
  const entry = draft.mutable(objectId)
  if (entry === null) return
  write.drop('records', entry.blob)
  draft.removeMutable(objectId)
}

interface Settling {
  readonly device: OpenDevice
  readonly draft: CatalogDraft
  readonly write: StagedWrite
  readonly outcome: MutableOutcome
}

async function settleVersion(
  settling: Settling,
  change: Change,
  content: NonNullable<MutableArrival['content']>,
  own: OutboxEntry | null,
): Promise<void> {
  const { device, draft, outcome, write } = settling
  const { record, sealed } = content
  adoptMoments(device.shelf, record)
  // A deletion that knew of everything in this version holds.
  if (own?.blob === null && isWhollySeen(record, own.seen ?? {})) return
  const entry = draft.mutable(change.objectId)
  if (own !== null && own.blob !== null && entry !== null) {
    const merged = mergeMutable(await readMutableEntry(device, entry), record)
    if (!isSameMutable(merged, record)) {
      const put = { objectId: change.objectId, record: merged, read: device.shelf.read }
      outcome.queue.push(await putMutable(device, draft, write, put))
      return
    }
  }
  if (own !== null) outcome.settle.push(own)
  const blob = toHex(change.blobHash)
  if (entry?.blob === blob) return
  if (entry !== null) write.drop('records', entry.blob)
  await write.put('records', blob, sealed)
  const { epoch } = parseObjectHeader(sealed)
  const { objectId, version } = change
  draft.putMutable(mutableEntry({ objectId, version, blob, epoch }, record))
}
