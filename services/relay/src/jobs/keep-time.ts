/** What the passing of time does: consents begin and end, tokens are forgotten, the clock mark rises. */
import { CorrelationId, type PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import type { RelayContext } from '../context.ts'
import { draftConsentEvent } from '../domain/draft-event.ts'
import * as events from '../events.ts'
import { forgetExpiredTokens } from '../store/access-token-store.ts'
import { appendEvents } from '../store/audit-store.ts'
import { sharesOf, trailOf } from '../store/change-notices.ts'
import { noteTime, readNow } from '../store/clock-store.ts'
import { endExpired, type StoredConsent, startDue } from '../store/consent-store.ts'
import { forgetEndedSessions } from '../store/ended-session-store.ts'
import { forgetInboxCodes } from '../store/inbox-code-store.ts'

const service = { id: null, type: 'service' } as const
const nobody = { actor: 'relay', actorType: 'service', organizationId: null } as const

/** Shared-data ends an expired grant by its own copy and its own clock; it needs nobody's word for that. */
export async function keepTime(ctx: RelayContext): Promise<void> {
  const { ended, started } = await ctx.database.asActor(service, async (tx) => {
    await noteTime(tx)
    const ended = await expireConsents(ctx, tx, null)
    return { ended, started: await startDue(tx) }
  })
  events.consentsExpired(ended.length)
  ctx.notices.announce(
    ...started.map(sharesOf),
    ...ended.flatMap(({ signed: { record } }) => [sharesOf(record.granted_to), trailOf(record.patient_id)]),
  )
}

/** Ends what is over, of one patient or (null) of all, each with its entry. */
export async function expireConsents(
  ctx: RelayContext,
  tx: Transaction,
  patientId: PatientId | null,
): Promise<readonly StoredConsent[]> {
  const ended = await endExpired(tx, patientId)
  const at = await readNow(tx)
  const correlationId = CorrelationId.parse(ctx.makeEventId())
  const entries = ended.map(({ signed }) =>
    draftConsentEvent('consent.expired', signed.record, nobody, {
      eventId: ctx.makeEventId(),
      at,
      correlationId,
    }),
  )
  await appendEvents(tx, 'relay', entries)
  ctx.metrics.eventsAppended(entries.length)
  return ended
}

export async function forgetTokens(ctx: RelayContext): Promise<void> {
  await ctx.database.asActor(service, async (tx) => {
    await forgetExpiredTokens(tx)
    await forgetEndedSessions(tx)
    await forgetInboxCodes(tx)
  })
}
