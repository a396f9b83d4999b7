/**
 * Grants end: by a signed revocation, from relay or from the patient directly, because the patient closes the account,
 * or because their time is over.
 */
import type { CorrelationId, PatientId, SignedRevocation } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import type { SharedDataContext } from '../context.ts'
import { draftRevokedEvent } from '../domain/draft-event.ts'
import { verifyRevocationSigner } from '../domain/verify-signer.ts'
import * as events from '../events.ts'
import { lockPatient, readNow } from '../store/clock-store.ts'
import {
  endClosed,
  endExpired,
  endRevoked,
  insertRevocation,
  listGrants,
  listPatientsWithEnds,
} from '../store/grant-store.ts'
import { writeToOutbox } from '../store/outbox-store.ts'
import { readLatestRoster, readRoster } from '../store/roster-store.ts'
import { destroyRetiredKeys } from './destroy-keys.ts'
import { settleFields } from './settle-fields.ts'

/**
 * False when no device of the patient signed it. When it resolves with true the grant has ended, what nothing else
 * covers is deleted and its keys are gone from disk; a second time changes nothing and finishes what was left over.
 * `correlationId`: of the patient's own request; then the trail is told from here, because relay did not act.
 */
export async function endByRevocation(
  ctx: SharedDataContext,
  signed: SignedRevocation,
  correlationId: CorrelationId | null,
): Promise<boolean> {
  const { patient_id: patientId, consent_id: consentId, platform_id: platformId } = signed.record
  if (platformId !== ctx.platformId) return false
  const isSigned = await ctx.writing.asActor({ id: patientId, type: 'service' }, async (tx) => {
    await lockPatient(tx, patientId)
    if (!(await isSignedByPatient(tx, signed))) return false
    await insertRevocation(tx, signed)
    const before = (await listGrants(tx, patientId)).map((grant) => grant.state)
    // The revocation is there already: what it ends counts as standing until this transaction acts.
    const standing = before.map((state) =>
      state.record.consent_id === consentId ? { ...state, isEnded: false } : state,
    )
    const ended = await endRevoked(tx, patientId, consentId)
    if (ended === 0) return true
    const after = (await listGrants(tx, patientId)).map((grant) => grant.state)
    await settleFields(ctx, tx, patientId, standing, after)
    if (correlationId !== null) await tellTrail(ctx, tx, patientId, consentId, correlationId)
    events.grantEnded(consentId, 'revoked')
    return true
  })
  if (isSigned) await destroyRetiredKeys(ctx, patientId)
  return isSigned
}

async function isSignedByPatient(tx: Transaction, signed: SignedRevocation): Promise<boolean> {
  const { patient_id: patientId, roster_number: number } = signed.record
  const rosters = [await readLatestRoster(tx, patientId), await readRoster(tx, patientId, number)]
  return verifyRevocationSigner(
    signed,
    rosters.filter((roster) => roster !== null),
  )
}

async function tellTrail(
  ctx: SharedDataContext,
  tx: Transaction,
  patientId: PatientId,
  consentId: string,
  correlationId: CorrelationId,
): Promise<void> {
  const versions = (await listGrants(tx, patientId)).filter(
    ({ state }) => state.record.consent_id === consentId,
  )
  const last = versions.at(-1)
  if (last === undefined) return
  const occasion = { eventId: ctx.makeEventId(), at: await readNow(tx), correlationId }
  await writeToOutbox(tx, draftRevokedEvent(last.state.record, occasion))
}

/** Every grant of a patient. When it resolves, what they covered is deleted and its keys are gone from disk. */
export async function endByClosing(ctx: SharedDataContext, patientId: PatientId): Promise<void> {
  await ctx.writing.asActor({ id: patientId, type: 'service' }, async (tx) => {
    await lockPatient(tx, patientId)
    await endAndSettle(ctx, tx, patientId, 'closed')
  })
  await destroyRetiredKeys(ctx, patientId)
}

/** Inside a transaction that holds the lock of the patient. */
export function endWhatIsOver(
  ctx: Pick<SharedDataContext, 'keys'>,
  tx: Transaction,
  patientId: PatientId,
): Promise<void> {
  return endAndSettle(ctx, tx, patientId, 'expired')
}

async function endAndSettle(
  ctx: Pick<SharedDataContext, 'keys'>,
  tx: Transaction,
  patientId: PatientId,
  because: 'closed' | 'expired',
): Promise<void> {
  const before = (await listGrants(tx, patientId)).map((grant) => grant.state)
  const ended = await (because === 'closed' ? endClosed : endExpired)(tx, patientId)
  if (ended.length === 0) return
  const after = (await listGrants(tx, patientId)).map((grant) => grant.state)
  await settleFields(ctx, tx, patientId, before, after)
  for (const consentId of ended) events.grantEnded(consentId, because)
}

/** The job. Row security refuses an expired grant from its last moment on; here its keys are destroyed. */
export async function expireGrants(ctx: SharedDataContext): Promise<void> {
  const service = { id: null, type: 'service' } as const
  for (const patientId of await ctx.writing.asActor(service, listPatientsWithEnds)) {
    await ctx.writing.asActor({ id: patientId, type: 'service' }, async (tx) => {
      await lockPatient(tx, patientId)
      await endWhatIsOver(ctx, tx, patientId)
    })
    await destroyRetiredKeys(ctx, patientId)
  }
}
