import type { relay } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import type { RelayContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { listTrail } from '../store/audit-store.ts'

export function trailList(ctx: RelayContext): Handler<typeof relay.trailList> {
  return async ({ actor, query }) => {
    const events = await ctx.auditReading.asActor(actor, (tx) =>
      listTrail(tx, patientIdOf(actor), query.before ?? null, query.limit),
    )
    return { status: 200, body: { events: [...events] } }
  }
}
