/** Entries for the trail, as shared-data reports them. What they may hold: health-model, audit/audit-event.ts. */
import {
  type AuditEvent,
  allowedFields,
  type ConsentRecord,
  type CorrelationId,
  type EventId,
  millisecondsToInstant,
  type PatientId,
} from '@nornos/health-model'

export interface Occasion {
  readonly eventId: EventId
  readonly at: Date
  readonly correlationId: CorrelationId
}

export function draftRevokedEvent(record: ConsentRecord, occasion: Occasion): AuditEvent {
  return {
    ...byPatient(record.patient_id, occasion),
    action: 'consent.revoked',
    consentId: record.consent_id,
    fields: [...allowedFields(record)],
    purpose: record.purpose,
    details: { grantee: record.granted_to, granteeType: record.granted_to_type, version: record.version },
  }
}

export function draftRosterEvent(patientId: PatientId, rosterNumber: number, occasion: Occasion): AuditEvent {
  return {
    ...byPatient(patientId, occasion),
    action: 'roster.changed',
    consentId: null,
    fields: [],
    purpose: null,
    details: { rosterNumber },
  }
}

function byPatient(patientId: PatientId, { eventId, at, correlationId }: Occasion) {
  return {
    eventId,
    time: millisecondsToInstant(at.getTime()),
    patientId,
    actor: patientId,
    actorType: 'patient' as const,
    organizationId: null,
    outcome: 'allowed' as const,
    range: null,
    correlationId,
  }
}
