/** The trail: added to by relay and its neighbours, read by the patient. migrations/0005-audit-events.sql. */
import { type AuditEvent, type Instant, millisecondsToInstant } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

/** Adds what is not there yet: an id that is known already changes nothing. */
export async function appendEvents(
  tx: Transaction,
  reportedBy: string,
  events: readonly AuditEvent[],
): Promise<void> {
  if (events.length === 0) return
  // No conflict target: naming one needs the right to read, and whoever adds cannot read.
  await tx.query(
    `insert into audit_events (
       event_id, reported_by, time, patient_id, actor, actor_type, organization_id, action, outcome, consent_id,
       fields, range_from, range_until, has_range, purpose, correlation_id, details)
     select event_id, $1, time, patient_id, actor, actor_type, organization_id, action, outcome, consent_id,
       fields, range_from, range_until, has_range, purpose, correlation_id, details
     from jsonb_to_recordset($2::jsonb) as event (
       event_id uuid, time timestamptz, patient_id uuid, actor text, actor_type text, organization_id uuid,
       action text, outcome text, consent_id uuid, fields text[], range_from timestamptz,
       range_until timestamptz, has_range boolean, purpose text, correlation_id uuid, details jsonb)
     on conflict do nothing`,
    [reportedBy, JSON.stringify(events.map(eventToRow))],
  )
}

/** Newest first. `before` is an event of the same patient; one that is not theirs gives an empty list. */
export async function listTrail(
  tx: Transaction,
  patientId: string,
  before: string | null,
  limit: number,
): Promise<readonly AuditEvent[]> {
  const rows = await tx.query<AuditRow>(
    `select ${columns} from audit_events
     where patient_id = $1 and ($2::uuid is null
       or position < (select position from audit_events where event_id = $2 and patient_id = $1))
     order by position desc limit $3`,
    [patientId, before, limit],
  )
  return rows.map(rowToEvent)
}

export interface RecordedEvent {
  readonly event: AuditEvent
  readonly recordedAt: Date
}

/** Oldest first. Starts a little before `since`: a transaction that began earlier may have ended later. */
export async function listRecent(
  tx: Transaction,
  patientId: string,
  since: Date,
): Promise<readonly RecordedEvent[]> {
  const rows = await tx.query<AuditRow & { recorded_at: Date }>(
    `select ${columns}, recorded_at from audit_events
     where patient_id = $1 and recorded_at > $2::timestamptz - interval '10 seconds'
     order by position limit 1000`,
    [patientId, since],
  )
  return rows.map((row) => ({ event: rowToEvent(row), recordedAt: row.recorded_at }))
}

/** When the named event was recorded; now, when none is named or it is not one of the patient's. */
export async function readTrailStart(
  tx: Transaction,
  patientId: string,
  eventId: string | null,
): Promise<Date> {
  const [row] = await tx.query<{ start: Date }>(
    `select coalesce(
       (select recorded_at from audit_events where event_id = $1 and patient_id = $2), clock_timestamp()) as start`,
    [eventId, patientId],
  )
  return row?.start ?? new Date(0)
}

const columns = `event_id, time, patient_id, actor, actor_type, organization_id, action, outcome, consent_id,
  fields, range_from, range_until, has_range, purpose, correlation_id, details`

interface AuditRow {
  readonly event_id: AuditEvent['eventId']
  readonly time: Date
  readonly patient_id: AuditEvent['patientId']
  readonly actor: AuditEvent['actor']
  readonly actor_type: AuditEvent['actorType']
  readonly organization_id: AuditEvent['organizationId']
  readonly action: AuditEvent['action']
  readonly outcome: AuditEvent['outcome']
  readonly consent_id: AuditEvent['consentId']
  readonly fields: AuditEvent['fields']
  readonly range_from: Date | null
  readonly range_until: Date | null
  readonly has_range: boolean
  readonly purpose: AuditEvent['purpose']
  readonly correlation_id: AuditEvent['correlationId']
  readonly details: AuditEvent['details']
}

function eventToRow(event: AuditEvent) {
  return {
    event_id: event.eventId,
    time: event.time,
    patient_id: event.patientId,
    actor: event.actor,
    actor_type: event.actorType,
    organization_id: event.organizationId,
    action: event.action,
    outcome: event.outcome,
    consent_id: event.consentId,
    fields: event.fields,
    range_from: event.range?.from ?? null,
    range_until: event.range?.until ?? null,
    has_range: event.range !== null,
    purpose: event.purpose,
    correlation_id: event.correlationId,
    details: event.details,
  }
}

function rowToEvent(row: AuditRow): AuditEvent {
  return {
    eventId: row.event_id,
    time: instantOf(row.time),
    patientId: row.patient_id,
    actor: row.actor,
    actorType: row.actor_type,
    organizationId: row.organization_id,
    action: row.action,
    outcome: row.outcome,
    consentId: row.consent_id,
    fields: row.fields,
    range: row.has_range
      ? {
          from: row.range_from && instantOf(row.range_from),
          until: row.range_until && instantOf(row.range_until),
        }
      : null,
    purpose: row.purpose,
    correlationId: row.correlation_id,
    details: row.details,
  }
}

function instantOf(date: Date): Instant {
  return millisecondsToInstant(date.getTime())
}
