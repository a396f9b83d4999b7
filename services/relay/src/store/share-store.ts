/** What is shared with a grantee now. A grantee sees nothing else: migrations/0003-consents.sql. */
import type { HeldConsent } from '@nornos/contracts'
import type { Actor } from '@nornos/endpoint'
import {
  allowedFields,
  type ConsentRecord,
  excludedMetrics,
  type FieldId,
  type MetricId,
} from '@nornos/health-model'
import type { Database, Transaction } from '@nornos/service-kit'

export interface LiveShare {
  readonly record: ConsentRecord
  readonly fields: readonly FieldId[]
  readonly excludedMetrics: readonly MetricId[]
}

/** One transaction that sees what these grantees may see. */
export async function asGrantee<Value>(
  database: Database,
  actor: Pick<Actor, 'id' | 'type'>,
  grantees: readonly string[],
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> {
  return database.asActor(actor, async (tx) => {
    await tx.query("select set_config('nornos.grantee_ids', $1, true)", [`{${grantees.join(',')}}`])
    return work(tx)
  })
}

export async function listLiveShares(
  tx: Transaction,
  grantees: readonly string[],
): Promise<readonly LiveShare[]> {
  const rows = await tx.query<{ record: ConsentRecord }>(
    `select record from consents where granted_to = any ($1::uuid[]) and ${isLive}
     order by valid_until, consent_id limit 1000`,
    [grantees],
  )
  return rows.map(rowToShare)
}

/** Of one patient, for one purpose. */
export async function findLiveShares(
  tx: Transaction,
  grantees: readonly string[],
  patientId: string,
  purpose: string,
): Promise<readonly LiveShare[]> {
  const rows = await tx.query<{ record: ConsentRecord }>(
    `select record from consents
     where granted_to = any ($1::uuid[]) and patient_id = $2 and purpose = $3 and ${isLive}
     order by granted_to_type, consent_id limit 100`,
    [grantees, patientId, purpose],
  )
  return rows.map(rowToShare)
}

/** Whether this patient ever let one of these grantees read, whatever became of it. For the trail alone. */
export async function wasEverShared(
  tx: Transaction,
  grantees: readonly string[],
  patientId: string,
): Promise<boolean> {
  const rows = await tx.query(
    `select from consents where granted_to = any ($1::uuid[]) and patient_id = $2
     and accepted_at is not null limit 1`,
    [grantees, patientId],
  )
  return rows.length > 0
}

/** How many of these consents are live now, each in the version that is named. */
export async function countLive(tx: Transaction, consents: readonly HeldConsent[]): Promise<number> {
  const [row] = await tx.query<{ live: number }>(
    `select count(distinct consent_id) as live from consents
     where (consent_id, version) in (select * from unnest($1::uuid[], $2::integer[])) and ${isLive}`,
    [consents.map((one) => one.consentId), consents.map((one) => one.version)],
  )
  return row?.live ?? 0
}

const isLive = `accepted_at is not null and ended_at is null
  and valid_from <= relay_now() and valid_until > relay_now()`

function rowToShare({ record }: { readonly record: ConsentRecord }): LiveShare {
  return { record, fields: [...allowedFields(record)], excludedMetrics: [...excludedMetrics(record)] }
}
