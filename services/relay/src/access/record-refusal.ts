/**
 * A refused request for access, in the trail of the patient who once shared with this person. Someone who never
 * did has nothing to learn, and a stranger could otherwise write into any trail by guessing ids. The answer is
 * the same in both cases and does not say which.
 */
import type { CorrelationId, PatientId, Purpose } from '@nornos/health-model'
import type { RelayContext } from '../context.ts'
import { type Doer, draftTokenRefusedEvent } from '../domain/draft-event.ts'
import { appendEvents } from '../store/audit-store.ts'
import { trailOf } from '../store/change-notices.ts'
import { readNow } from '../store/clock-store.ts'
import { wasEverShared } from '../store/share-store.ts'

const service = { id: null, type: 'service' } as const

export interface RefusedAccess {
  readonly patientId: PatientId
  readonly purpose: Purpose
  /** In whose name the person could have read. */
  readonly grantees: readonly string[]
  readonly doer: Doer
  readonly correlationId: CorrelationId
}

export async function recordRefusal(ctx: RelayContext, refused: RefusedAccess): Promise<void> {
  const { patientId, purpose, grantees, doer, correlationId } = refused
  const isRecorded = await ctx.database.asActor(service, async (tx) => {
    if (!(await wasEverShared(tx, grantees, patientId))) return false
    const occasion = { eventId: ctx.makeEventId(), at: await readNow(tx), correlationId }
    await appendEvents(tx, 'relay', [draftTokenRefusedEvent(patientId, purpose, doer, occasion)])
    return true
  })
  if (!isRecorded) return
  ctx.metrics.eventsAppended(1)
  ctx.notices.announce(trailOf(patientId))
}
