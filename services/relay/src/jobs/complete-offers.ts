/**
 * Relay and shared-data agree on a consent in two steps. Relay keeps the signed records as an offer; shared-data
 * verifies and accepts its own copy; only then do they count here. A step that was lost is done again by the job:
 * shared-data takes the same records twice, and an offer is never dropped while it may have been accepted.
 */
import type { Actor } from '@nornos/endpoint'
import { type AuditEvent, CorrelationId, type PatientId, type SignedConsent } from '@nornos/health-model'
import { Unavailable } from '@nornos/service-kit'
import type { RelayContext } from '../context.ts'
import { draftConsentEvent } from '../domain/draft-event.ts'
import * as events from '../events.ts'
import { appendEvents } from '../store/audit-store.ts'
import { sharesOf, trailOf } from '../store/change-notices.ts'
import { readNow } from '../store/clock-store.ts'
import {
  acceptOffers,
  countAccepted,
  listOffers,
  listOpenActs,
  supersede,
  takeBackOffers,
} from '../store/consent-store.ts'
import { expireConsents } from './keep-time.ts'

/** The request that made an offer is still at work on younger ones. */
const leftAloneMs = 15_000

export type OfferOutcome =
  | { readonly type: 'accepted' }
  /** Shared-data said no, or the patient stopped it meanwhile; nothing of the act is left. */
  | { readonly type: 'refused'; readonly problem: OfferProblem; readonly reason: string }

export type OfferProblem =
  | 'consent-not-valid'
  | 'consent-not-signed'
  | 'consent-conflict'
  | 'sharing-not-ready'

/** Throws when shared-data cannot be reached: the offer then stays, and is completed later. */
export async function completeOffer(
  ctx: RelayContext,
  patientId: PatientId,
  actId: string,
  correlationId: CorrelationId,
): Promise<OfferOutcome> {
  const patient = { id: patientId, type: 'patient' } as const
  const offers = await ctx.database.asActor(patient, (tx) => listOffers(tx, patientId, actId))
  if (offers.length === 0) return { type: 'accepted' }
  const reply = await ctx.sharedData.grantAccept({ body: { consents: [...offers] } })
  if (reply.problem !== undefined) {
    if (!isRefusal(reply.problem)) throw new Unavailable(`shared-data answered ${reply.problem}`)
    await ctx.database.asActor(patient, (tx) => takeBackOffers(tx, patientId, actId))
    events.offerRefused(reply.problem)
    return { type: 'refused', problem: reply.problem, reason: String(reply.facts['reason'] ?? '') }
  }
  const isAccepted = await accept(ctx, patient, actId, offers, correlationId)
  if (!isAccepted) return { type: 'refused', problem: 'consent-conflict', reason: 'ended-meanwhile' }
  ctx.notices.announce(trailOf(patientId), ...offers.map((offer) => sharesOf(offer.record.granted_to)))
  return { type: 'accepted' }
}

/** False when the patient stopped the offer between the two steps. True when another replica was faster. */
async function accept(
  ctx: RelayContext,
  patient: Pick<Actor, 'type'> & { readonly id: PatientId },
  actId: string,
  offers: readonly SignedConsent[],
  correlationId: CorrelationId,
): Promise<boolean> {
  const doer = { actor: patient.id, actorType: 'patient', organizationId: null } as const
  return ctx.database.serializable(patient, async (tx) => {
    const at = await readNow(tx)
    const open = await listOffers(tx, patient.id, actId)
    if (open.length !== offers.length) return (await countAccepted(tx, patient.id, actId)) === offers.length
    await expireConsents(ctx, tx, patient.id)
    // First the old ones end: two of one grantee and purpose are never live at once.
    const replaced = await supersede(
      tx,
      patient.id,
      offers.flatMap((offer) => offer.record.supersedes),
    )
    await acceptOffers(tx, patient.id, actId)
    const occasion = () => ({ eventId: ctx.makeEventId(), at, correlationId })
    const entries: AuditEvent[] = [
      ...replaced.map(({ signed }) =>
        draftConsentEvent('consent.superseded', signed.record, doer, occasion()),
      ),
      ...offers.map(({ record }) => draftConsentEvent('consent.created', record, doer, occasion())),
    ]
    await appendEvents(tx, 'relay', entries)
    ctx.metrics.eventsAppended(entries.length)
    events.consentsAccepted(offers.length)
    return true
  })
}

function isRefusal(problem: string): problem is OfferProblem {
  return ['consent-not-valid', 'consent-not-signed', 'consent-conflict', 'sharing-not-ready'].includes(
    problem,
  )
}

/** The job: what a lost answer or a killed process left half done. */
export async function completeOffers(ctx: RelayContext): Promise<void> {
  const service = { id: null, type: 'service' } as const
  const acts = await ctx.database.asActor(service, (tx) => listOpenActs(tx, leftAloneMs))
  for (const { actId, patientId } of acts) {
    await completeOffer(ctx, patientId, actId, CorrelationId.parse(ctx.makeEventId())).catch(
      events.offerNotCompleted,
    )
  }
}
