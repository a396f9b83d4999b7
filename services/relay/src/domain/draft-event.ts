/** Entries of the trail, as relay writes them. What they may hold: health-model, audit/audit-event.ts. */
import {
  type AuditEvent,
  allowedFields,
  type ConsentId,
  type ConsentRecord,
  type CorrelationId,
  type EventId,
  type FieldId,
  millisecondsToInstant,
  type OrganizationId,
  type PatientId,
} from '@nornos/health-model'

/** When and where something happened. */
export interface Occasion {
  readonly eventId: EventId
  readonly at: Date
  readonly correlationId: CorrelationId
}

export interface Doer {
  readonly actor: string | null
  readonly actorType: AuditEvent['actorType']
  readonly organizationId: OrganizationId | null
}

export type ConsentAction =
  | 'consent.created'
  | 'consent.superseded'
  | 'consent.revoked'
  | 'consent.closed'
  | 'consent.expired'

export function draftConsentEvent(
  action: ConsentAction,
  record: ConsentRecord,
  doer: Doer,
  occasion: Occasion,
): AuditEvent {
  const facts = { grantee: record.granted_to, granteeType: record.granted_to_type, version: record.version }
  const keepsEnd = action === 'consent.created' || action === 'consent.superseded'
  return {
    ...frame(record.patient_id, doer, occasion),
    action,
    consentId: record.consent_id,
    fields: [...allowedFields(record)],
    purpose: record.purpose,
    details: keepsEnd ? { ...facts, validUntil: record.valid_until } : facts,
  }
}

export function draftTokenIssuedEvent(
  record: ConsentRecord,
  fields: readonly FieldId[],
  expiresAt: Date,
  doer: Doer,
  occasion: Occasion,
): AuditEvent {
  return {
    ...frame(record.patient_id, doer, occasion),
    action: 'access-token.issued',
    consentId: record.consent_id,
    fields: [...fields],
    purpose: record.purpose,
    details: { expiresAt: millisecondsToInstant(expiresAt.getTime()) },
  }
}

export function draftTokenRefusedEvent(
  patientId: PatientId,
  purpose: AuditEvent['purpose'],
  doer: Doer,
  occasion: Occasion,
): AuditEvent {
  return {
    ...frame(patientId, doer, occasion),
    action: 'access-token.refused',
    outcome: 'refused',
    consentId: null,
    fields: [],
    purpose,
    details: {},
  }
}

export function draftRosterEvent(
  patientId: PatientId,
  rosterNumber: number,
  doer: Doer,
  occasion: Occasion,
): AuditEvent {
  return {
    ...frame(patientId, doer, occasion),
    action: 'roster.changed',
    consentId: null,
    fields: [],
    purpose: null,
    details: { rosterNumber },
  }
}

/** What a sender was let put into the inbox: named by the hash of its sealed bytes. */
export function draftInboxEvent(
  delivery: {
    readonly patientId: PatientId
    readonly consentId: ConsentId | null
    readonly details: { readonly sender: string; readonly itemHash: string; readonly bytes: number }
  },
  doer: Doer,
  occasion: Occasion,
): AuditEvent {
  const { patientId, consentId, details } = delivery
  return {
    ...frame(patientId, doer, occasion),
    action: 'inbox.delivered',
    consentId,
    fields: [],
    purpose: null,
    details,
  }
}

function frame(patientId: PatientId, doer: Doer, { eventId, at, correlationId }: Occasion) {
  return {
    eventId,
    time: millisecondsToInstant(at.getTime()),
    patientId,
    ...doer,
    outcome: 'allowed' as const,
    range: null,
    correlationId,
  }
}
