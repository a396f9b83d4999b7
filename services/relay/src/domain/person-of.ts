/** The person behind a session: contracts let only signed-in people reach handlers that ask. */
import type { Actor } from '@nornos/endpoint'
import { AccountId, PatientId } from '@nornos/health-model'

export function patientIdOf(actor: Actor): PatientId {
  return PatientId.parse(actor.id)
}

export function accountIdOf(actor: Actor): AccountId {
  return AccountId.parse(actor.id)
}
