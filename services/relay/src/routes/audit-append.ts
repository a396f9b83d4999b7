import type { relay } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { present } from '@nornos/std'
import type { RelayContext } from '../context.ts'
import { mayReport } from '../domain/may-report.ts'
import { appendEvents } from '../store/audit-store.ts'
import { trailOf } from '../store/change-notices.ts'

/** The other end of the neighbours' outboxes: sending again changes nothing. */
export function auditAppend(ctx: RelayContext): Handler<typeof relay.auditAppend> {
  return async ({ actor, body: { events } }) => {
    const service = present(actor.id, 'a service has a name')
    if (!events.every((event) => mayReport(service, event.action))) return problem('not-your-role')
    await ctx.auditAppending.asActor(actor, (tx) => appendEvents(tx, service, events))
    ctx.metrics.eventsAppended(events.length)
    ctx.notices.announce(...new Set(events.map((event) => trailOf(event.patientId))))
    return { status: 204 }
  }
}
