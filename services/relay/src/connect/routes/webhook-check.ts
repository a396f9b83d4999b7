import type { connect } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { utf8 } from '@nornos/std'
import type { ConnectContext } from '../context.ts'
import { siteOf } from '../vendor-sites.ts'
import { vendorOf } from '../vendors/vendors.ts'

export function webhookCheck(ctx: ConnectContext): Handler<typeof connect.webhookCheck> {
  return async ({ params, query }) => {
    const vendor = vendorOf(params.vendor)
    const site = siteOf(ctx, vendor)
    const answer = site && vendor.webhook ? vendor.webhook.check(query, site) : null
    if (answer === null) return problem('not-found')
    return { status: 200, body: utf8(answer), headers: { 'content-type': 'application/json' } }
  }
}
