import type { sharedData } from '@nornos/contracts'
import { type Handler, type Problem, problem } from '@nornos/endpoint'
import type { ConsentRefusal, PatientId, SignedConsent } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import { canonicalJson } from '@nornos/std'
import type { SharedDataContext } from '../context.ts'
import { checkAct } from '../domain/check-act.ts'
import { verifyConsentSigner } from '../domain/verify-signer.ts'
import * as events from '../events.ts'
import { destroyRetiredKeys } from '../jobs/destroy-keys.ts'
import { endWhatIsOver } from '../jobs/end-grants.ts'
import { settleFields } from '../jobs/settle-fields.ts'
import { lockPatient, readClock } from '../store/clock-store.ts'
import {
  insertGrant,
  isRevoked,
  listGrants,
  type StoredGrant,
  supersedeGrants,
} from '../store/grant-store.ts'
import { readLatestRoster } from '../store/roster-store.ts'

type Refusal = Problem<'consent-not-valid' | 'consent-not-signed' | 'consent-conflict' | 'sharing-not-ready'>

/** All or none; the same act again changes nothing. What it replaces ends, and loses its keys, in the same step. */
export function grantAccept(ctx: SharedDataContext): Handler<typeof sharedData.grantAccept> {
  return async ({ actor, body: { consents } }) => {
    if (actor.id !== 'relay') return problem('not-your-role')
    const [first] = consents
    const patientId = first?.record.patient_id
    if (patientId === undefined || consents.some(({ record }) => record.patient_id !== patientId)) {
      return problem('consent-not-valid', { reason: 'OtherPatient' })
    }
    const refusal = await ctx.writing.asActor({ id: patientId, type: 'service' }, (tx) =>
      accept(ctx, tx, patientId, consents),
    )
    await destroyRetiredKeys(ctx, patientId)
    return refusal ?? { status: 204 }
  }
}

async function accept(
  ctx: SharedDataContext,
  tx: Transaction,
  patientId: PatientId,
  consents: readonly SignedConsent[],
): Promise<Refusal | null> {
  await lockPatient(tx, patientId)
  const unsigned = await findUnsigned(tx, patientId, consents)
  if (unsigned) return unsigned
  await endWhatIsOver(ctx, tx, patientId)
  const known = await listGrants(tx, patientId)
  const earlier = consents.map((consent) => known.find((grant) => isSame(grant, consent)))
  if (earlier.every((grant) => grant !== undefined)) {
    const stand = earlier.every(({ state }) => !state.isEnded && !state.isSuperseded)
    return stand ? null : problem('consent-not-valid', { reason: 'AlreadyEnded' })
  }
  // A revocation that overtook its consent.
  if (
    await isRevoked(
      tx,
      patientId,
      consents.map(({ record }) => record.consent_id),
    )
  ) {
    return problem('consent-not-valid', { reason: 'AlreadyEnded' })
  }
  return acceptNew(
    ctx,
    tx,
    patientId,
    consents,
    known.map((grant) => grant.state),
  )
}

async function acceptNew(
  ctx: SharedDataContext,
  tx: Transaction,
  patientId: PatientId,
  consents: readonly SignedConsent[],
  before: readonly StoredGrant['state'][],
): Promise<Refusal | null> {
  const clock = await readClock(tx)
  const checked = checkAct(
    consents.map((consent) => consent.record),
    { platformId: ctx.platformId, states: before, clock },
  )
  if (!checked.ok) return problemOfRefusal(checked.error)
  for (const consent of consents) {
    await supersedeGrants(tx, patientId, consent.record.supersedes)
    await insertGrant(tx, consent, new Date(clock.now))
  }
  await settleFields(ctx, tx, patientId, before, checked.value)
  events.grantsAccepted(consents.length)
  return null
}

async function findUnsigned(
  tx: Transaction,
  patientId: PatientId,
  consents: readonly SignedConsent[],
): Promise<Refusal | null> {
  const roster = await readLatestRoster(tx, patientId)
  if (roster === null) return problem('sharing-not-ready')
  for (const consent of consents) {
    const verdict = await verifyConsentSigner(consent, roster)
    if (verdict === 'roster-unknown') return problem('sharing-not-ready')
    if (verdict === 'not-signed') return problem('consent-not-signed')
  }
  return null
}

function problemOfRefusal(refusal: ConsentRefusal): Refusal {
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

function isSame({ signed }: StoredGrant, { record, signature }: SignedConsent): boolean {
  return signed.signature === signature && canonicalJson(signed.record) === canonicalJson(record)
}
