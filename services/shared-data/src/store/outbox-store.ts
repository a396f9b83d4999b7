/** Entries for the trail that relay has not taken yet: migrations/0007-audit-outbox.sql. */
import type { AuditEvent } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

export async function writeToOutbox(tx: Transaction, event: AuditEvent): Promise<void> {
  await tx.query(
    `insert into audit_outbox (patient_id, event_id, event, written_at) values ($1, $2, $3, shared_now())`,
    [event.patientId, event.eventId, JSON.stringify(event)],
  )
}

/** Oldest first, as many as relay takes at once. */
export async function listOutbox(tx: Transaction): Promise<readonly AuditEvent[]> {
  const rows = await tx.query<{ event: AuditEvent }>(
    'select patient_id, event from audit_outbox order by written_at limit 100',
  )
  return rows.map((row) => row.event)
}

export async function takeOutOfOutbox(tx: Transaction, events: readonly AuditEvent[]): Promise<void> {
  await tx.query(
    `delete from audit_outbox
     where (patient_id, event_id) in (select * from unnest($1::uuid[], $2::uuid[]))`,
    [events.map((event) => event.patientId), events.map((event) => event.eventId)],
  )
}
