/** Hands the outbox over to relay. Relay knows an event by its id, so sending one twice changes nothing. */
import type { SharedDataContext } from '../context.ts'
import * as events from '../events.ts'
import { listOutbox, takeOutOfOutbox } from '../store/outbox-store.ts'

const service = { id: null, type: 'service' } as const

export async function deliverAuditEvents(ctx: SharedDataContext): Promise<void> {
  for (;;) {
    const waiting = await ctx.writing.asActor(service, listOutbox)
    if (waiting.length === 0) return
    const reply = await ctx.relay.auditAppend({ body: { events: [...waiting] } })
    if (reply.problem !== undefined) throw new Error(`relay answered ${reply.problem}`)
    await ctx.writing.asActor(service, (tx) => takeOutOfOutbox(tx, waiting))
    events.auditDelivered(waiting.length)
  }
}
