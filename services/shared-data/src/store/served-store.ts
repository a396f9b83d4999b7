/** What was handed out: migrations/0006-serving.sql. */
import type { Served } from '@nornos/contracts'
import { type EventId, type FieldId, type Instant, millisecondsToInstant } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

/** Oldest first, at most 1,000: the caller goes on from the last. */
export async function listServed(
  tx: Transaction,
  patientId: string,
  since: Instant,
): Promise<readonly Served[]> {
  const rows = await tx.query<ServedRow>(
    `select event_id, at, field, items, bytes from served
     where patient_id = $1 and at >= $2 order by at, event_id limit 1000`,
    [patientId, since],
  )
  return rows.map(({ event_id, at, field, items, bytes }) => ({
    eventId: event_id,
    at: millisecondsToInstant(at.getTime()),
    field,
    items,
    bytes,
  }))
}

interface ServedRow {
  readonly event_id: EventId
  readonly at: Date
  readonly field: FieldId | null
  readonly items: number
  readonly bytes: number
}
