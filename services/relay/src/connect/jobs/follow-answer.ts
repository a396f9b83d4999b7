/** What an answer points at: fetches of one thing each, asked for when the answer that named them is done with. */

import type { Transaction } from '@nornos/service-kit'
import { present } from '@nornos/std'
import { sealTexts } from '../connection-secrets.ts'
import type { ConnectContext } from '../context.ts'
import type { Collection, Page } from '../domain/vendor.ts'
import * as events from '../events.ts'
import type { ConnectionRow } from '../store/connection-store.ts'
import { askForFetches, type FetchKey, isDelivered, noteDelivered } from '../store/fetch-store.ts'

/** A page that points at more than this is no page of a person's record. */
const thingsMax = 1_000

export interface Followed {
  readonly key: FetchKey
  /** Keyed hash of the thing as it is now: told again, it is not fetched again. */
  readonly seen: Uint8Array
}

/** Without those that were followed before. */
export async function followedBy(
  ctx: ConnectContext,
  row: ConnectionRow,
  follow: Collection['follow'],
  json: unknown,
  page: Page,
): Promise<readonly Followed[]> {
  const named = follow?.things(json, page) ?? []
  if (follow === undefined || named.length === 0) return []
  const { connectionId, patientId } = row
  if (named.length > thingsMax) events.attachmentsCut(row.vendor, connectionId, named.length - thingsMax)
  const things = named.slice(0, thingsMax).map(({ objectId, version }) => ({
    objectId,
    mark: ctx.mark('object', connectionId, objectId),
    seen: ctx.mark('followed', connectionId, objectId, version),
  }))
  const fresh = await ctx.database.asActor({ type: 'service', id: patientId }, (tx) =>
    Array.fromAsync(things, async (one) =>
      (await isDelivered(tx, patientId, connectionId, one.seen)) ? [] : [one],
    ),
  )
  const wanted = fresh.flat()
  const sealed = await sealTexts(
    ctx,
    ['connections', patientId, connectionId],
    present(row.wrappedKey, 'a working connection has its key'),
    'object',
    wanted.map(({ objectId }) => objectId),
  )
  return wanted.map(({ mark, seen }, index) => {
    const object = { mark, sealed: present(sealed[index], 'each was sealed') }
    return { seen, key: { connectionId, patientId, collection: follow.into, stretch: page.stretch, object } }
  })
}

/** In the transaction that puts the answer behind us: neither happens without the other. */
export async function askForFollowed(
  tx: Transaction,
  followed: readonly Followed[],
  now: Date,
): Promise<void> {
  for (const { key, seen } of followed) {
    await askForFetches(tx, [key], now)
    await noteDelivered(tx, key.patientId, key.connectionId, seen, now)
  }
}
