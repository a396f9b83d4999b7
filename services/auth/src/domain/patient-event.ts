/** An entry of a patient's trail about what happened to their account. */
import { AuditEvent, millisecondsToInstant, type PatientAction } from '@nornos/health-model'

export interface PatientEvent {
  readonly action: PatientAction
  readonly accountId: string
  readonly details: AuditEvent['details']
  /** Also serves as correlation id when there is none: the act is the whole story. */
  readonly eventId: string
  readonly time: Date
}

export function patientEvent({ accountId, action, details, eventId, time }: PatientEvent): AuditEvent {
  return AuditEvent.parse({
    eventId,
    time: millisecondsToInstant(time.getTime()),
    patientId: accountId,
    actor: accountId,
    actorType: 'patient',
    organizationId: null,
    action,
    outcome: 'allowed',
    consentId: null,
    fields: [],
    range: null,
    purpose: null,
    correlationId: eventId,
    details,
  })
}
