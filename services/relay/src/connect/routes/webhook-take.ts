import type { connect } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { concat } from '@nornos/std'
import { sealText } from '../connection-secrets.ts'
import type { ConnectContext } from '../context.ts'
import type { Notice, Vendor } from '../domain/vendor.ts'
import * as events from '../events.ts'
import {
  connectionsOfAccount,
  hurryConnection,
  markSignedOut,
  type NoticedConnection,
} from '../store/connection-store.ts'
import { askForFetches, type SealedObject } from '../store/fetch-store.ts'
import { siteOf } from '../vendor-sites.ts'
import { vendorOf } from '../vendors/vendors.ts'

/** Looks whose connection it is; from then on it acts for that patient alone. */
const nobody = { type: 'service', id: null } as const

/** A notice for somebody who is not connected is answered like any other: it tells the sender nothing. */
export function webhookTake(ctx: ConnectContext): Handler<typeof connect.webhookTake> {
  return async ({ params, query, headers, body }) => {
    const vendor = vendorOf(params.vendor)
    const site = siteOf(ctx, vendor)
    const sent = concat(...(await Array.fromAsync(body)))
    const now = ctx.clock.now()
    const { publishedKeys } = ctx
    const notices =
      site && (await vendor.webhook?.read({ body: sent, headers, query, site, now, publishedKeys }))
    if (!notices || !vendor.webhook) {
      ctx.metrics.noticed(vendor.id, 'refused')
      events.webhookRefused(vendor.id)
      return problem((site && vendor.webhook?.refusal) ?? 'not-found')
    }
    if (notices === 'check') return { status: 201 }
    for (const notice of notices) await take(ctx, vendor, notice, now)
    ctx.metrics.noticed(vendor.id, 'taken')
    events.webhookTaken(vendor.id, notices.length)
    if (notices.length > 0) ctx.wake()
    return { status: vendor.webhook.taken }
  }
}

async function take(ctx: ConnectContext, vendor: Vendor, notice: Notice, now: Date): Promise<void> {
  const mark = ctx.mark('account', vendor.id, notice.account)
  const found = await ctx.database.asActor(nobody, (tx) => connectionsOfAccount(tx, vendor.id, mark))
  for (const target of found) {
    const { connectionId, patientId } = target
    const actor = { type: 'service', id: patientId } as const
    if (notice.type === 'ended') {
      await ctx.database.asActor(actor, (tx) => markSignedOut(tx, connectionId))
      continue
    }
    const { collection, stretch } = notice
    const object = await sealObject(ctx, target, notice.objectId)
    await ctx.database.asActor(actor, async (tx) => {
      await askForFetches(tx, [{ connectionId, patientId, collection, stretch, object }], now)
      await hurryConnection(tx, patientId, connectionId, now)
    })
  }
}

async function sealObject(
  ctx: ConnectContext,
  { connectionId, patientId, wrappedKey }: NoticedConnection,
  objectId: string | null,
): Promise<SealedObject | null> {
  if (objectId === null) return null
  return {
    mark: ctx.mark('object', connectionId, objectId),
    sealed: await sealText(ctx, ['connections', patientId, connectionId], wrappedKey, 'object', objectId),
  }
}
