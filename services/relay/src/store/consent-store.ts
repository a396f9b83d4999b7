/** Signed consents and what became of them: migrations/0003-consents.sql. */
import type { ConsentVersion, PatientId, SignedConsent } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

export type EndReason = 'revoked' | 'closed' | 'expired' | 'superseded'

/** A signed consent with its life: offered, accepted by shared-data, ended. */
export interface StoredConsent {
  readonly signed: SignedConsent
  /** What was signed in one act is accepted together or not at all. */
  readonly actId: string
  readonly acceptedAt: Date | null
  readonly endedAt: Date | null
  readonly endedBecause: EndReason | null
  /** Set when a signed revocation exists; null in it until shared-data knows. */
  readonly revocation: { readonly deliveredAt: Date | null } | null
}

export async function listConsents(tx: Transaction, patientId: string): Promise<readonly StoredConsent[]> {
  const rows = await tx.query<ConsentRow>(
    `select ${columns}, r.consent_id is not null as is_revoked, r.delivered_at
     from consents c left join revocations r on r.consent_id = c.consent_id and r.patient_id = c.patient_id
     where c.patient_id = $1 order by c.offered_at desc, c.consent_id, c.version desc limit 1000`,
    [patientId],
  )
  return rows.map(rowToConsent)
}

/** Every version of one, however many others there are: stopping must always find what it stops. */
export async function listVersions(
  tx: Transaction,
  patientId: string,
  consentId: string,
): Promise<readonly StoredConsent[]> {
  const rows = await tx.query<ConsentRow>(
    `select ${columns}, r.consent_id is not null as is_revoked, r.delivered_at
     from consents c left join revocations r on r.consent_id = c.consent_id and r.patient_id = c.patient_id
     where c.patient_id = $1 and c.consent_id = $2 order by c.version`,
    [patientId, consentId],
  )
  return rows.map(rowToConsent)
}

/** Fails on a version that exists and on a consent that was revoked. */
export async function insertOffer(
  tx: Transaction,
  { record, signature }: SignedConsent,
  actId: string,
  offeredAt: Date,
): Promise<void> {
  await tx.query(
    `insert into consents (
       consent_id, version, patient_id, granted_to, granted_to_type, purpose, valid_from, valid_until, record,
       signature, act_id, offered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      record.consent_id,
      record.version,
      record.patient_id,
      record.granted_to,
      record.granted_to_type,
      record.purpose,
      record.valid_from,
      record.valid_until,
      JSON.stringify(record),
      signature,
      actId,
      offeredAt,
    ],
  )
}

/** The whole act becomes valid. */
export async function acceptOffers(tx: Transaction, patientId: string, actId: string): Promise<void> {
  await tx.query(
    `update consents set accepted_at = relay_now(),
       started_at = case when valid_from <= relay_now() then relay_now() end
     where patient_id = $1 and act_id = $2 and accepted_at is null and ended_at is null`,
    [patientId, actId],
  )
}

export async function countAccepted(tx: Transaction, patientId: string, actId: string): Promise<number> {
  const [row] = await tx.query<{ accepted: number }>(
    `select count(*) as accepted from consents
     where patient_id = $1 and act_id = $2 and accepted_at is not null and ended_at is null`,
    [patientId, actId],
  )
  return row?.accepted ?? 0
}

export async function takeBackOffers(tx: Transaction, patientId: string, actId: string): Promise<void> {
  await tx.query(
    'delete from consents where patient_id = $1 and act_id = $2 and accepted_at is null and ended_at is null',
    [patientId, actId],
  )
}

/** Ends those versions that have not ended; gives them. */
export async function supersede(
  tx: Transaction,
  patientId: string,
  versions: readonly ConsentVersion[],
): Promise<readonly StoredConsent[]> {
  return endWhere(
    tx,
    'superseded',
    `c.patient_id = $2 and (c.consent_id, c.version) in (select * from unnest($3::uuid[], $4::integer[]))`,
    [patientId, versions.map((one) => one.consent_id), versions.map((one) => one.version)],
  )
}

/** Ends every version of a consent; gives those that had not ended. */
export async function endRevoked(
  tx: Transaction,
  patientId: string,
  consentId: string,
): Promise<readonly StoredConsent[]> {
  return endWhere(tx, 'revoked', 'c.patient_id = $2 and c.consent_id = $3', [patientId, consentId])
}

/** Ends everything of a patient that has not ended, what is only offered too; gives it. */
export async function endClosed(tx: Transaction, patientId: string): Promise<readonly StoredConsent[]> {
  return endWhere(tx, 'closed', 'c.patient_id = $2', [patientId])
}

/** Ends what is over, of one patient or (null) of all; gives what it ended. */
export async function endExpired(
  tx: Transaction,
  patientId: string | null,
): Promise<readonly StoredConsent[]> {
  return endWhere(tx, 'expired', 'c.valid_until <= relay_now() and ($2::uuid is null or c.patient_id = $2)', [
    patientId,
  ])
}

async function endWhere(
  tx: Transaction,
  reason: EndReason,
  condition: string,
  values: readonly unknown[],
): Promise<readonly StoredConsent[]> {
  const rows = await tx.query<ConsentRow>(
    `update consents c set ended_at = relay_now(), ended_because = $1
     where ${condition} and c.ended_at is null
     returning ${columns}, false as is_revoked, null as delivered_at`,
    [reason, ...values],
  )
  return rows.map(rowToConsent)
}

/** Marks consents whose first moment has come; gives their grantees. */
export async function startDue(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.query<{ granted_to: string }>(
    `update consents set started_at = relay_now()
     where accepted_at is not null and started_at is null and ended_at is null and valid_from <= relay_now()
     returning granted_to`,
  )
  return rows.map((row) => row.granted_to)
}

/** Acts that shared-data has not been heard about for a while, oldest first. */
export async function listOpenActs(
  tx: Transaction,
  olderThanMs: number,
): Promise<readonly { readonly patientId: PatientId; readonly actId: string }[]> {
  const rows = await tx.query<{ patient_id: PatientId; act_id: string }>(
    `select patient_id, act_id from consents
     where accepted_at is null and ended_at is null
       and offered_at < statement_timestamp() - make_interval(secs => $1)
     group by patient_id, act_id order by min(offered_at) limit 100`,
    [olderThanMs / 1_000],
  )
  return rows.map((row) => ({ patientId: row.patient_id, actId: row.act_id }))
}

/** The consents of an act that are still only offered. */
export async function listOffers(
  tx: Transaction,
  patientId: string,
  actId: string,
): Promise<readonly SignedConsent[]> {
  const rows = await tx.query<Pick<ConsentRow, 'record' | 'signature'>>(
    `select record, signature from consents
     where patient_id = $1 and act_id = $2 and accepted_at is null and ended_at is null
     order by consent_id, version`,
    [patientId, actId],
  )
  return rows.map(({ record, signature }) => ({ record, signature }))
}

const columns = 'c.record, c.signature, c.act_id, c.accepted_at, c.ended_at, c.ended_because'

interface ConsentRow {
  readonly record: SignedConsent['record']
  readonly signature: SignedConsent['signature']
  readonly act_id: string
  readonly accepted_at: Date | null
  readonly ended_at: Date | null
  readonly ended_because: EndReason | null
  readonly is_revoked: boolean
  readonly delivered_at: Date | null
}

function rowToConsent(row: ConsentRow): StoredConsent {
  return {
    signed: { record: row.record, signature: row.signature },
    actId: row.act_id,
    acceptedAt: row.accepted_at,
    endedAt: row.ended_at,
    endedBecause: row.ended_because,
    revocation: row.is_revoked ? { deliveredAt: row.delivered_at } : null,
  }
}
