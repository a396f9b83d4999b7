import type { relay } from '@nornos/contracts'
import { parseRoster } from '@nornos/crypto/verify'
import { type Handler, type Problem, problem } from '@nornos/endpoint'
import {
  CorrelationId,
  checkRevocation,
  millisecondsToInstant,
  type PatientId,
  type SignedRevocation,
} from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import { err, ok, present, type Result } from '@nornos/std'
import type { RelayContext } from '../context.ts'
import { draftConsentEvent } from '../domain/draft-event.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { consentState } from '../domain/state-of-consent.ts'
import { verifyRevocationSigner } from '../domain/verify-signer.ts'
import * as events from '../events.ts'
import { deliverRevocation } from '../jobs/deliver-revocations.ts'
import { appendEvents } from '../store/audit-store.ts'
import { sharesOf, trailOf } from '../store/change-notices.ts'
import { readNow } from '../store/clock-store.ts'
import { endRevoked, listVersions, type StoredConsent } from '../store/consent-store.ts'
import { insertRevocation, readRevocation, type StoredRevocation } from '../store/revocation-store.ts'
import { readLatestRoster } from '../store/roster-store.ts'

/** Relay refuses from the commit on; 200 once shared-data has ended it too, else 202 and the job goes on. */
export function consentRevoke(ctx: RelayContext): Handler<typeof relay.consentRevoke> {
  return async ({ actor, params, body, correlationId }) => {
    const patientId = patientIdOf(actor)
    if (body.record.consent_id !== params.consentId || body.record.patient_id !== patientId) {
      return problem('not-found')
    }
    const stopped = await ctx.database.serializable(actor, (tx) =>
      stop(ctx, tx, patientId, body, CorrelationId.parse(correlationId)),
    )
    if (!stopped.ok) return stopped.error
    const { ended, revocation } = stopped.value
    ctx.notices.announce(
      trailOf(patientId),
      ...ended.map((consent) => sharesOf(consent.signed.record.granted_to)),
    )
    const endedAt = millisecondsToInstant(revocation.revokedAt.getTime())
    const isEverywhere = revocation.deliveredAt !== null || (await deliverRevocation(ctx, revocation))
    return isEverywhere
      ? { status: 200, body: { state: 'ended', endedAt } }
      : { status: 202, body: { state: 'pending', endedAt } }
  }
}

interface Stopped {
  readonly revocation: StoredRevocation
  /** The versions that had not ended before. */
  readonly ended: readonly StoredConsent[]
}

/** A second time gives the first answer. */
async function stop(
  ctx: RelayContext,
  tx: Transaction,
  patientId: PatientId,
  signed: SignedRevocation,
  correlationId: CorrelationId,
): Promise<Result<Stopped, Problem<'not-found' | 'consent-not-signed'>>> {
  const known = await readLatestRoster(tx, patientId)
  if (known === null) return err(problem('not-found'))
  const consents = await listVersions(tx, patientId, signed.record.consent_id)
  const checked = checkRevocation(signed.record, {
    platformId: ctx.platformId,
    states: consents.map(consentState),
  })
  if (!checked.ok) return err(problem('not-found'))
  const verdict = await verifyRevocationSigner(signed, await parseRoster(known))
  if (verdict !== 'signed') return err(problem('consent-not-signed'))

  const consentId = signed.record.consent_id
  await insertRevocation(tx, signed)
  const ended = await endRevoked(tx, patientId, consentId)
  const at = await readNow(tx)
  const doer = { actor: patientId, actorType: 'patient', organizationId: null } as const
  const entries = ended.map((consent) =>
    draftConsentEvent('consent.revoked', consent.signed.record, doer, {
      eventId: ctx.makeEventId(),
      at,
      correlationId,
    }),
  )
  await appendEvents(tx, 'relay', entries)
  ctx.metrics.eventsAppended(entries.length)
  if (ended.length > 0) events.consentRevoked(consentId)
  const revocation = present(await readRevocation(tx, patientId, consentId), 'a revocation was just kept')
  return ok({ revocation, ended })
}
