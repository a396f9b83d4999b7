/** Signed revocations, and whether shared-data knows: migrations/0003-consents.sql. */
import type { SignedRevocation } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

export interface StoredRevocation {
  readonly signed: SignedRevocation
  /** When relay stopped allowing anything. */
  readonly revokedAt: Date
  readonly deliveredAt: Date | null
}

/** The first one counts: a second changes nothing. */
export async function insertRevocation(
  tx: Transaction,
  { record, signature }: SignedRevocation,
): Promise<void> {
  await tx.query(
    `insert into revocations (consent_id, patient_id, record, signature, revoked_at)
     values ($1, $2, $3, $4, relay_now()) on conflict do nothing`,
    [record.consent_id, record.patient_id, JSON.stringify(record), signature],
  )
}

export async function readRevocation(
  tx: Transaction,
  patientId: string,
  consentId: string,
): Promise<StoredRevocation | null> {
  const [row] = await tx.query<RevocationRow>(
    `select ${columns} from revocations where patient_id = $1 and consent_id = $2`,
    [patientId, consentId],
  )
  return row ? rowToRevocation(row) : null
}

export async function listUndelivered(tx: Transaction): Promise<readonly StoredRevocation[]> {
  const rows = await tx.query<RevocationRow>(
    `select ${columns} from revocations where delivered_at is null order by revoked_at limit 100`,
  )
  return rows.map(rowToRevocation)
}

/** Seconds since relay stopped, or null when somebody else was faster. */
export async function markDelivered(tx: Transaction, consentId: string): Promise<number | null> {
  const [row] = await tx.query<{ seconds: number }>(
    `update revocations set delivered_at = relay_now() where consent_id = $1 and delivered_at is null
     returning extract(epoch from clock_timestamp() - revoked_at)::float8 as seconds`,
    [consentId],
  )
  return row?.seconds ?? null
}

const columns = 'record, signature, revoked_at, delivered_at'

interface RevocationRow {
  readonly record: SignedRevocation['record']
  readonly signature: SignedRevocation['signature']
  readonly revoked_at: Date
  readonly delivered_at: Date | null
}

function rowToRevocation(row: RevocationRow): StoredRevocation {
  return {
    signed: { record: row.record, signature: row.signature },
    revokedAt: row.revoked_at,
    deliveredAt: row.delivered_at,
  }
}
