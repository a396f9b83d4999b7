import type { relay } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { CorrelationId } from '@nornos/health-model'
import { isFreshlySignedIn, type Transaction } from '@nornos/service-kit'
import type { RelayContext } from '../context.ts'
import { draftConsentEvent } from '../domain/draft-event.ts'
import { patientIdOf } from '../domain/person-of.ts'
import * as events from '../events.ts'
import { appendEvents } from '../store/audit-store.ts'
import { sharesOf, trailOf } from '../store/change-notices.ts'
import { readNow } from '../store/clock-store.ts'
import { endClosed, type StoredConsent } from '../store/consent-store.ts'

/** Ends whatever has not ended; a second time finds nothing. The patient tells shared-data the same: `grantClose`. */
export function consentClose(ctx: RelayContext): Handler<typeof relay.consentClose> {
  return async ({ actor, correlationId }) => {
    if (!isFreshlySignedIn(actor, ctx.clock.now())) return problem('sign-in-again')
    const patientId = patientIdOf(actor)
    const ended = await ctx.database.serializable(actor, async (tx) => {
      const consents = await endClosed(tx, patientId)
      await tellTrail(ctx, tx, consents, CorrelationId.parse(correlationId))
      return consents
    })
    ctx.notices.announce(
      trailOf(patientId),
      ...ended.map((consent) => sharesOf(consent.signed.record.granted_to)),
    )
    events.consentsClosed(ended.length)
    return { status: 204 }
  }
}

async function tellTrail(
  ctx: RelayContext,
  tx: Transaction,
  ended: readonly StoredConsent[],
  correlationId: CorrelationId,
): Promise<void> {
  const at = await readNow(tx)
  const entries = ended.map(({ signed: { record } }) => {
    const doer = { actor: record.patient_id, actorType: 'patient', organizationId: null } as const
    return draftConsentEvent('consent.closed', record, doer, {
      eventId: ctx.makeEventId(),
      at,
      correlationId,
    })
  })
  await appendEvents(tx, 'relay', entries)
  ctx.metrics.eventsAppended(entries.length)
}
