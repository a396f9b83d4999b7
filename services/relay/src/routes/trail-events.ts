import type { relay } from '@nornos/contracts'
import type { Handler, ServerEvent } from '@nornos/endpoint'
import { type AuditEvent, EventId, limits } from '@nornos/health-model'
import type { RelayContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { listRecent, type RecordedEvent, readTrailStart } from '../store/audit-store.ts'
import { type Follower, trailOf } from '../store/change-notices.ts'

/** Also without a notice: one may be lost. */
const lookEveryMs = 5_000

/** From now on, or from the event that Last-Event-ID names. */
export function trailEvents(ctx: RelayContext): Handler<typeof relay.trailEvents> {
  return async ({ actor, headers, signal }) => {
    const patientId = patientIdOf(actor)
    const last = EventId.safeParse(headers.get('last-event-id'))
    const lastId = last.success ? last.data : null
    const follower = ctx.notices.follow([trailOf(patientId)])
    const look = (since: Date) => ctx.auditReading.asActor(actor, (tx) => listRecent(tx, patientId, since))
    try {
      const since = await ctx.auditReading.asActor(actor, (tx) => readTrailStart(tx, patientId, lastId))
      const recent = await look(since)
      const seen = recent.slice(0, lastId === null ? undefined : indexAfter(recent, lastId))
      return { status: 200, body: follow(ctx, follower, look, { since, seen }, signal) }
    } catch (cause) {
      follower.close()
      throw cause
    }
  }
}

interface Start {
  readonly since: Date
  /** What the listener knows already. */
  readonly seen: readonly RecordedEvent[]
}

/** Ends with the session token at the latest: whoever goes on listening shows a new one. */
async function* follow(
  ctx: Pick<RelayContext, 'clock'>,
  follower: Follower,
  look: (since: Date) => Promise<readonly RecordedEvent[]>,
  start: Start,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent<AuditEvent>> {
  const until = ctx.clock.now().getTime() + limits.sessionTokenMax
  let since = start.since
  let sent = new Set<string>(start.seen.map(({ event }) => event.eventId))
  try {
    while (!signal.aborted && ctx.clock.now().getTime() < until) {
      const recent = await look(since)
      const fresh = recent.filter(({ event }) => !sent.has(event.eventId))
      for (const { event } of fresh) yield { id: event.eventId, value: event }
      sent = new Set(recent.map(({ event }) => event.eventId))
      since = recent.at(-1)?.recordedAt ?? since
      if (fresh.length === 0) await follower.changed(lookEveryMs, signal)
    }
  } finally {
    follower.close()
  }
}

function indexAfter(recent: readonly RecordedEvent[], eventId: EventId): number {
  return recent.findIndex(({ event }) => event.eventId === eventId) + 1
}
