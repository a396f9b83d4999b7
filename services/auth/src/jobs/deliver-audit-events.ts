/** Hands waiting events to relay. Relay knows each by its id, so a repetition after a crash changes nothing. */
import { ConnectionError } from '@nornos/client'
import { AuditEvent } from '@nornos/health-model'
import * as z from 'zod/mini'
import type { AuthContext } from '../context.ts'
import * as events from '../events.ts'
import { markDelivered, undeliveredEvents } from '../store/audit-outbox-store.ts'
import { machinery } from '../store/machinery.ts'

const AuditEvents = z.array(AuditEvent)

export async function deliverAuditEvents(
  ctx: Pick<AuthContext, 'db' | 'clock' | 'relay'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const waiting = AuditEvents.parse(await ctx.db.asActor(machinery, undeliveredEvents))
    if (waiting.length === 0) return
    if (!(await deliver(ctx, waiting, signal))) return
    const ids = waiting.map((event) => event.eventId)
    await ctx.db.asActor(machinery, (tx) => markDelivered(tx, ids, ctx.clock.now()))
    events.auditDelivered(ids.length)
  }
}

/** False when relay cannot take them now: the next run tries again. */
async function deliver(
  ctx: Pick<AuthContext, 'relay'>,
  waiting: AuditEvent[],
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const reply = await ctx.relay.auditAppend({ body: { events: waiting }, signal })
    if (reply.problem !== undefined) events.auditRefused(reply.problem)
    return reply.problem === undefined
  } catch (cause) {
    if (cause instanceof ConnectionError || signal.aborted) return false
    throw cause
  }
}
