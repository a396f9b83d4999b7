/**
 * What this device knows of the items in the inbox, boxed in one entry of its index. The vault says what waits there; what
 * was opened, taken and refused is remembered here until the vault has let go of it. Read next: inbox-runner.ts.
 */
import type { InboxEntry as ListedItem } from '@nornos/contracts'
import { InboxHeader, Instant, inboxKinds, TreatmentPlan } from '@nornos/health-model'
import * as z from 'zod/mini'
import type { OpenDevice } from '../open-device.ts'

/** Why an item is shown as one that could not be taken in. */
export const InboxFault = z.enum([
  /** Other bytes than relay attested, or not sealed to this vault. */
  'cannot-open',
  /** Of a kind or version that this program does not know. */
  'unsupported',
  'no-header',
  'header-refused',
  'other-sender',
  'other-kind',
  'body-refused',
  /** No importer knows what a connection sent, or the import was called off. */
  'not-imported',
])
export type InboxFault = z.infer<typeof InboxFault>

const InboxEntry = z.strictObject({
  itemId: z.string(),
  senderId: z.string(),
  /** SHA-256 of the sealed bytes, hex. */
  hash: z.string(),
  size: z.int(),
  receivedAt: Instant,
  isMuted: z.boolean(),
  /**
   * `new`: not opened. `waiting`: opened. `taken`: what it holds is kept here; when the vault has that too, the item is
   * acknowledged. `refused`: to be acknowledged. `unreadable`: kept until the person deletes it.
   */
  state: z.enum(['new', 'waiting', 'taken', 'refused', 'unreadable']),
  kind: z.nullable(z.enum(inboxKinds)),
  header: z.nullable(InboxHeader),
  /** Of a message. */
  text: z.nullable(z.string()),
  plan: z.nullable(TreatmentPlan),
  fault: z.nullable(InboxFault),
})
export type InboxEntry = z.infer<typeof InboxEntry>

const key = 'inbox'

export async function readInboxLog({ boxes }: OpenDevice): Promise<readonly InboxEntry[]> {
  return (await boxes.openJson('index', key, z.array(InboxEntry))) ?? []
}

export async function writeInboxLog(device: OpenDevice, log: readonly InboxEntry[]): Promise<void> {
  await device.storage.write([await device.boxes.sealJson('index', key, log)], 'strict')
}

/** What waits at the vault now, each with what is known of it. What is no longer there is forgotten. */
export function mergeInboxLog(
  log: readonly InboxEntry[],
  listed: readonly ListedItem[],
): readonly InboxEntry[] {
  const known = new Map(log.map((entry) => [entry.itemId, entry]))
  return listed.map((item) => {
    const entry = known.get(item.itemId)
    return entry ? { ...entry, isMuted: item.isMuted } : newEntry(item)
  })
}

function newEntry(item: ListedItem): InboxEntry {
  return { ...item, state: 'new', kind: null, header: null, text: null, plan: null, fault: null }
}
