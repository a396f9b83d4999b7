import type { sharedData } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { SharedDataContext } from '../context.ts'
import { endByRevocation } from '../jobs/end-grants.ts'

/** The usual way: relay refuses already and tells it. 204 means that the keys are gone from disk. */
export function grantEnd(ctx: SharedDataContext): Handler<typeof sharedData.grantEnd> {
  return async ({ actor, params, body }) => {
    if (actor.id !== 'relay') return problem('not-your-role')
    if (body.record.consent_id !== params.consentId) return problem('consent-not-signed')
    const isSigned = await endByRevocation(ctx, body, null)
    return isSigned ? { status: 204 } : problem('consent-not-signed')
  }
}
