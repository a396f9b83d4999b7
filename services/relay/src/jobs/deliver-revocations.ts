/** Tells shared-data what the patient has stopped. Relay refuses already; here the keys are destroyed. */
import type { RelayContext } from '../context.ts'
import * as events from '../events.ts'
import { trailOf } from '../store/change-notices.ts'
import { listUndelivered, markDelivered, type StoredRevocation } from '../store/revocation-store.ts'

const service = { id: null, type: 'service' } as const

/** True when the grant has ended at shared-data. Never throws: what could not be told is told again. */
export async function deliverRevocation(
  ctx: RelayContext,
  { signed }: Pick<StoredRevocation, 'signed'>,
): Promise<boolean> {
  const { consent_id, patient_id } = signed.record
  try {
    const reply = await ctx.sharedData.grantEnd({ params: { consentId: consent_id }, body: signed })
    // A grant that shared-data never had needs no end there.
    if (reply.problem !== undefined && reply.problem !== 'not-found') {
      events.revocationPending(consent_id, reply.problem)
      return false
    }
    const seconds = await ctx.database.asActor(service, (tx) => markDelivered(tx, consent_id))
    if (seconds !== null) {
      ctx.metrics.revocationDelivered(seconds)
      events.revocationDelivered(consent_id, seconds)
      ctx.notices.announce(trailOf(patient_id))
    }
    return true
  } catch (cause) {
    events.revocationNotDelivered(consent_id, cause)
    return false
  }
}

/** The job: every revocation that is still on its way. */
export async function deliverRevocations(ctx: RelayContext): Promise<void> {
  const waiting = await ctx.database.asActor(service, listUndelivered)
  for (const revocation of waiting) await deliverRevocation(ctx, revocation)
}
