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

type ConnectAction =
  | 'connection.started'
  | 'connection.ended'
  | 'ingest-token.made'
  | 'ingest-token.revoked'
  | 'inbox.delivered'

/** `actor`: the patient, or our own process when it works by itself. */
export function draftConnectEvent(
  action: ConnectAction,
  details: AuditEvent['details'],
  actor: 'patient' | 'service',
  { eventId, correlationId, at, patientId }: Happening,
): AuditEvent {
  return {
    eventId: EventId.parse(eventId),
    time: millisecondsToInstant(at.getTime()),
    patientId,
    actor: actor === 'patient' ? patientId : 'connect',
    actorType: actor,
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
