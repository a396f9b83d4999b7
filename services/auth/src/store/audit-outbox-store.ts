/** Events for the trail, kept until relay has them. */
import type { AuditEvent } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

export async function insertAuditEvent(tx: Transaction, event: AuditEvent, now: Date): Promise<void> {
  await tx.query('insert into audit_outbox (event_id, event, created_at) values ($1, $2, $3)', [
    event.eventId,
    JSON.stringify(event),
    now,
  ])
}

/** The oldest that relay does not have yet; at most a hundred. */
export async function undeliveredEvents(tx: Transaction): Promise<readonly unknown[]> {
  const rows = await tx.query<{ event: unknown }>(
    'select event from audit_outbox where delivered_at is null order by created_at, event_id limit 100',
  )
  return rows.map((row) => row.event)
}

export async function markDelivered(tx: Transaction, eventIds: readonly string[], now: Date): Promise<void> {
  await tx.query(
    'update audit_outbox set delivered_at = $2 where event_id = any($1) and delivered_at is null',
    [eventIds, now],
  )
}
