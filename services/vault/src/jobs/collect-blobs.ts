/** Deletes what nobody needs any more: what never arrived whole, what was never committed, what was replaced long ago, old receipts. */
import type { Database } from '@nornos/service-kit'
import * as events from '../events.ts'
import {
  becomeLeader,
  collector,
  deleteDoomedBlobs,
  doomDueBlobs,
  type GraceDays,
} from '../store/collect-store.ts'
import { collectItems } from '../store/inbox-store.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { forgetReceipts } from '../store/receipt-store.ts'

/** An upload takes minutes; a device may be without network for days; a patient may want a deleted thing back. */
export const graceDays: GraceDays = { arriving: 1, staged: 7, dead: 30 }
const atOnce = 100

/** One process at a time does it; the others find the lock taken and leave it at that. */
export async function collectBlobs(
  db: Database,
  stores: { readonly blobs: ObjectStore; readonly inbox: ObjectStore },
  signal: AbortSignal,
): Promise<void> {
  const asLeader = (work: Parameters<Database['asActor']>[1]) =>
    db.asActor(collector, async (tx) => ((await becomeLeader(tx, 'collect')) ? Number(await work(tx)) : 0))
  const doomed = await asLeader((tx) => doomDueBlobs(tx, graceDays))
  const items = await asLeader((tx) => collectItems(tx, stores.inbox))
  await asLeader(forgetReceipts)
  let deleted = 0
  for (let more = atOnce; more === atOnce && !signal.aborted; ) {
    more = await asLeader((tx) => deleteDoomedBlobs(tx, stores.blobs, atOnce))
    deleted += more
  }
  if (doomed + items + deleted > 0) events.collected({ doomed, deleted, items })
}
