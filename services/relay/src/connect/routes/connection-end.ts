import type { connect } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { patientIdOf } from '../../domain/person-of.ts'
import { appendEvents } from '../../store/audit-store.ts'
import { askVendor, clientAuthorization, clientFields } from '../ask-vendor.ts'
import { ConnectionSecrets, openSecrets } from '../connection-secrets.ts'
import type { ConnectContext } from '../context.ts'
import { draftConnectEvent } from '../domain/draft-connect-event.ts'
import * as events from '../events.ts'
import { type ConnectionRow, endConnection, findConnection } from '../store/connection-store.ts'
import { siteOf, siteOfServer } from '../vendor-sites.ts'
import { vendorOf } from '../vendors/vendors.ts'

/** Ours first: whatever the vendor does with the news, from here on nothing is fetched. */
export function connectionEnd(ctx: ConnectContext): Handler<typeof connect.connectionEnd> {
  return async ({ actor, params: { connectionId }, correlationId }) => {
    const patientId = patientIdOf(actor)
    const now = ctx.clock.now()
    const ended = await ctx.database.asActor(actor, async (tx) => {
      const row = await findConnection(tx, patientId, connectionId)
      if (!row || !(await endConnection(tx, patientId, connectionId, now))) return null
      const happening = { eventId: ctx.makeId(), correlationId, at: now, patientId }
      const details = { connectionName: row.name }
      await appendEvents(tx, 'connect', [draftConnectEvent('connection.ended', details, happening)])
      return row
    })
    if (!ended) return problem('not-found')
    ctx.announceTrail(patientId)
    const vendorTold = await tellVendor(ctx, ended)
    events.connectionEnded(ended.vendor, connectionId, vendorTold)
    return { status: 200, body: { vendorTold } }
  }
}

async function tellVendor(ctx: ConnectContext, row: ConnectionRow): Promise<'yes' | 'no' | 'not-offered'> {
  const vendor = vendorOf(row.vendor)
  const { secrets: sealed, wrappedKey } = row
  if (sealed === null || wrappedKey === null || vendor.revoke === null) return 'not-offered'
  const place = ['connections', row.patientId, row.connectionId] as const
  const secrets = await openSecrets(ctx, place, { wrappedKey, secrets: sealed }, ConnectionSecrets)
  const site = secrets.site ? siteOfServer(secrets.site) : siteOf(ctx, vendor)
  if (site === null) return 'no'
  const { as, form, ...request } = vendor.revoke(secrets, site)
  if (request.url === '') return 'not-offered'
  try {
    const isClient = as === 'client'
    const authorization = isClient ? clientAuthorization(vendor, site) : `Bearer ${secrets.accessToken}`
    const fields = isClient && form ? { ...form, ...clientFields(vendor, site) } : form
    await askVendor(ctx, vendor, { ...request, ...(fields ? { form: fields } : {}) }, authorization)
    return 'yes'
  } catch (cause) {
    events.vendorCallFailed(vendor.id, cause)
    return 'no'
  }
}
