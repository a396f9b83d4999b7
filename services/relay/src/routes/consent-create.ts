import type { relay } from '@nornos/contracts'
import { parseRoster } from '@nornos/crypto/verify'
import { type Handler, type Problem, problem } from '@nornos/endpoint'
import { type ConsentRefusal, CorrelationId, type PatientId, type SignedConsent } from '@nornos/health-model'
import { refusedBy, type Transaction } from '@nornos/service-kit'
import { canonicalJson, err, ok, type Result } from '@nornos/std'
import type { RelayContext } from '../context.ts'
import { checkAct } from '../domain/check-act.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { consentState } from '../domain/state-of-consent.ts'
import { verifyConsentSigner } from '../domain/verify-signer.ts'
import * as events from '../events.ts'
import { completeOffer, type OfferProblem } from '../jobs/complete-offers.ts'
import { readNow } from '../store/clock-store.ts'
import { insertOffer, listConsents, type StoredConsent } from '../store/consent-store.ts'
import { readLatestRoster } from '../store/roster-store.ts'
import { consentViews } from './consent-list.ts'

/** Kept here as an offer, then accepted by shared-data, then live: jobs/complete-offers.ts. Safe to send again. */
export function consentCreate(ctx: RelayContext): Handler<typeof relay.consentCreate> {
  return async ({ actor, body, correlationId }) => {
    const patientId = patientIdOf(actor)
    const offered = await ctx.database
      .serializable(actor, (tx) => offer(ctx, tx, patientId, body.consents))
      .catch(refuseTakenId)
    if (!offered.ok) return offered.error
    const outcome = await completeOffer(ctx, patientId, offered.value, CorrelationId.parse(correlationId))
    if (outcome.type === 'refused') return problem(outcome.problem, { reason: outcome.reason })
    const views = await consentViews(ctx, actor, (stored) =>
      body.consents.some((consent) => isSame(stored, consent)),
    )
    return { status: 201, body: { consents: [...views] } }
  }
}

/** The id of the act under which the consents are offered now, or were before. */
async function offer(
  ctx: RelayContext,
  tx: Transaction,
  patientId: PatientId,
  consents: readonly SignedConsent[],
): Promise<Result<string, Problem<OfferProblem>>> {
  const unsigned = await findUnsigned(tx, patientId, consents)
  if (unsigned) return err(unsigned)
  const known = await listConsents(tx, patientId)
  const earlier = consents.map((consent) => known.find((stored) => isSame(stored, consent)))
  const [first] = earlier
  if (first && earlier.every((stored) => stored?.actId === first.actId)) return ok(first.actId)

  const at = await readNow(tx)
  const checked = checkAct(
    consents.map((consent) => consent.record),
    {
      platformId: ctx.platformId,
      states: known.map(consentState),
      clock: { now: at.getTime(), highWater: at.getTime() },
    },
  )
  if (!checked.ok) return err(problemOfRefusal(checked.error))
  const actId = ctx.makeActId()
  for (const consent of consents) await insertOffer(tx, consent, actId, at)
  events.consentsOffered(consents.length)
  return ok(actId)
}

/** Each one is about the caller and signed by a device in the roster that is pinned here. */
async function findUnsigned(
  tx: Transaction,
  patientId: PatientId,
  consents: readonly SignedConsent[],
): Promise<Problem<OfferProblem> | null> {
  const known = await readLatestRoster(tx, patientId)
  if (known === null) return problem('sharing-not-ready')
  const roster = await parseRoster(known)
  for (const consent of consents) {
    if (consent.record.patient_id !== patientId) {
      return problem('consent-not-valid', { reason: 'OtherPatient' })
    }
    const verdict = await verifyConsentSigner(consent, roster)
    if (verdict === 'roster-unknown') return problem('sharing-not-ready')
    if (verdict === 'not-signed') return problem('consent-not-signed')
  }
  return null
}

/** An id is given once, whoever asks. Row-level security hides whose it is; the key of the table does not forget. */
function refuseTakenId(cause: unknown): Result<string, Problem<OfferProblem>> {
  if (refusedBy(cause) !== 'consents_pkey') throw cause
  return err(problem('consent-not-valid', { reason: 'IdTaken' }))
}

function problemOfRefusal(refusal: ConsentRefusal): Problem<OfferProblem> {
  switch (refusal.type) {
    case 'MustSupersede':
      return problem('consent-conflict', { consentId: refusal.consents[0]?.consent_id ?? '' })
    case 'TooLong':
      return problem('consent-not-valid', { reason: refusal.type, daysMax: refusal.daysMax })
    case 'WrongVersion':
      return problem('consent-not-valid', { reason: refusal.type, expected: refusal.expected })
    default:
      return problem('consent-not-valid', { reason: refusal.type })
  }
}

function isSame({ signed }: StoredConsent, { record, signature }: SignedConsent): boolean {
  return signed.signature === signature && canonicalJson(signed.record) === canonicalJson(record)
}
