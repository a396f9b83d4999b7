/** Verified copies of signed consents and revocations: migrations/0003-grants.sql. */
import {
  allowedFields,
  type ConsentState,
  type ConsentVersion,
  excludedMetrics,
  type PatientId,
  type SignedConsent,
  type SignedRevocation,
} from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

export type EndReason = 'revoked' | 'closed' | 'expired' | 'superseded'

export interface StoredGrant {
  readonly signed: SignedConsent
  readonly state: ConsentState
}

/** Every version that was ever accepted, oldest first. */
export async function listGrants(tx: Transaction, patientId: string): Promise<readonly StoredGrant[]> {
  const rows = await tx.query<GrantRow>(
    `select g.record, g.signature, g.ended_because, r.consent_id is not null as is_revoked
     from grants g left join revocations r on r.patient_id = g.patient_id and r.consent_id = g.consent_id
     where g.patient_id = $1 order by g.accepted_at, g.consent_id, g.version`,
    [patientId],
  )
  return rows.map(({ record, signature, ended_because, is_revoked }) => ({
    signed: { record, signature },
    state: {
      record,
      isEnded: is_revoked || (ended_because !== null && ended_because !== 'superseded'),
      isSuperseded: ended_because === 'superseded',
      isSuspended: false,
    },
  }))
}

export async function insertGrant(
  tx: Transaction,
  { record, signature }: SignedConsent,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into grants (
       patient_id, consent_id, version, granted_to, granted_to_type, purpose, valid_from, valid_until, fields,
       excluded_metrics, record, signature, accepted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      record.patient_id,
      record.consent_id,
      record.version,
      record.granted_to,
      record.granted_to_type,
      record.purpose,
      record.valid_from,
      record.valid_until,
      [...allowedFields(record)],
      [...excludedMetrics(record)],
      JSON.stringify(record),
      signature,
      at,
    ],
  )
}

export async function supersedeGrants(
  tx: Transaction,
  patientId: string,
  versions: readonly ConsentVersion[],
): Promise<void> {
  await tx.query(
    `update grants set ended_at = shared_now(), ended_because = 'superseded'
     where patient_id = $1 and ended_at is null
       and (consent_id, version) in (select * from unnest($2::uuid[], $3::integer[]))`,
    [patientId, versions.map((one) => one.consent_id), versions.map((one) => one.version)],
  )
}

/** Ends every version of a consent that still stands; how many. */
export async function endRevoked(tx: Transaction, patientId: string, consentId: string): Promise<number> {
  const ended = await tx.query(
    `update grants set ended_at = shared_now(), ended_because = 'revoked'
     where patient_id = $1 and consent_id = $2 and ended_at is null returning patient_id`,
    [patientId, consentId],
  )
  return ended.length
}

/** Ends everything that still stands; the consents that ended. */
export async function endClosed(tx: Transaction, patientId: string): Promise<readonly string[]> {
  const ended = await tx.query<{ consent_id: string }>(
    `update grants set ended_at = shared_now(), ended_because = 'closed'
     where patient_id = $1 and ended_at is null returning consent_id`,
    [patientId],
  )
  return ended.map((row) => row.consent_id)
}

/** Ends what is over; the consents that ended. */
export async function endExpired(tx: Transaction, patientId: string): Promise<readonly string[]> {
  const ended = await tx.query<{ consent_id: string }>(
    `update grants set ended_at = shared_now(), ended_because = 'expired'
     where patient_id = $1 and valid_until <= shared_now() and ended_at is null returning consent_id`,
    [patientId],
  )
  return ended.map((row) => row.consent_id)
}

/** Patients with a grant whose end has come. */
export async function listPatientsWithEnds(tx: Transaction): Promise<readonly PatientId[]> {
  const rows = await tx.query<{ patient_id: PatientId }>(
    `select distinct patient_id from grants where ended_at is null and valid_until <= shared_now() limit 1000`,
  )
  return rows.map((row) => row.patient_id)
}

/** The first one counts. */
export async function insertRevocation(
  tx: Transaction,
  { record, signature }: SignedRevocation,
): Promise<void> {
  await tx.query(
    `insert into revocations (patient_id, consent_id, record, signature, revoked_at)
     values ($1, $2, $3, $4, shared_now()) on conflict do nothing`,
    [record.patient_id, record.consent_id, JSON.stringify(record), signature],
  )
}

/** Also when its consent never came. */
export async function isRevoked(
  tx: Transaction,
  patientId: string,
  consentIds: readonly string[],
): Promise<boolean> {
  const rows = await tx.query(
    'select consent_id from revocations where patient_id = $1 and consent_id = any ($2::uuid[]) limit 1',
    [patientId, consentIds],
  )
  return rows.length > 0
}

interface GrantRow {
  readonly record: SignedConsent['record']
  readonly signature: SignedConsent['signature']
  readonly ended_because: EndReason | null
  readonly is_revoked: boolean
}
