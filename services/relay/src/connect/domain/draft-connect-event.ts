/** Entries of the trail, as the connect process writes them. */
import {
  type AuditEvent,
  CorrelationId,
  EventId,
  millisecondsToInstant,
  type PatientId,
} from '@nornos/health-model'

export interface Happening {
  readonly eventId: string
  readonly correlationId: string
  readonly at: Date
  readonly patientId: PatientId
}

type ConnectAction = 'connection.started' | 'connection.ended' | 'ingest-token.made' | 'ingest-token.revoked'

/** All of them are acts of the patient; what comes into the inbox is attested in ../../inbox/issue-inbox-permit.ts. */
export function draftConnectEvent(
  action: ConnectAction,
  details: AuditEvent['details'],
  { eventId, correlationId, at, patientId }: Happening,
): AuditEvent {
  return {
    eventId: EventId.parse(eventId),
    time: millisecondsToInstant(at.getTime()),
    patientId,
    actor: patientId,
    actorType: 'patient',
    organizationId: null,
    action,
    outcome: 'allowed',
    consentId: null,
    fields: [],
    range: null,
    purpose: null,
    correlationId: CorrelationId.parse(correlationId),
    details,
  }
}
