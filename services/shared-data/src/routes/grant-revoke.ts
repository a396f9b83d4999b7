import type { sharedData } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { CorrelationId } from '@nornos/health-model'
import type { SharedDataContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { endByRevocation } from '../jobs/end-grants.ts'

/** The way around relay: the patient's own signature is enough. */
export function grantRevoke(ctx: SharedDataContext): Handler<typeof sharedData.grantRevoke> {
  return async ({ actor, params, body, correlationId }) => {
    if (body.record.consent_id !== params.consentId || body.record.patient_id !== patientIdOf(actor)) {
      return problem('not-found')
    }
    const isSigned = await endByRevocation(ctx, body, CorrelationId.parse(correlationId))
    return isSigned ? { status: 204 } : problem('consent-not-signed')
  }
}
