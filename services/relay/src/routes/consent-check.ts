import type { relay } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { RelayContext } from '../context.ts'
import { countLive } from '../store/share-store.ts'

/** For the agents alone: what they made under consents goes when one of them does. */
export function consentCheck(ctx: RelayContext): Handler<typeof relay.consentCheck> {
  return async ({ actor, body }) => {
    if (actor.id !== 'agents') return problem('not-your-role')
    const service = { id: null, type: 'service' } as const
    const live = await ctx.database.asActor(service, (tx) => countLive(tx, body.consents))
    return {
      status: 200,
      body: { live: live === new Set(body.consents.map((consent) => consent.consentId)).size },
    }
  }
}
