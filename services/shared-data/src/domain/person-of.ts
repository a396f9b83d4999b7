/** The person behind a session: contracts let only signed-in people reach handlers that ask. */
import type { Actor } from '@nornos/endpoint'
import { PatientId } from '@nornos/health-model'

export function patientIdOf(actor: Actor): PatientId {
  return PatientId.parse(actor.id)
}
