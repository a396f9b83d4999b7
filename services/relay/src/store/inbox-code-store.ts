/** One-time codes by their hash: migrations/0009-inbox-codes.sql. */
import type { PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

const openCodesMax = 10

/** When it runs out; null when ten of this patient are open already. */
export async function insertInboxCode(
  tx: Transaction,
  patientId: PatientId,
  codeHash: Bytes,
): Promise<Date | null> {
  // Locks the patient's pin: of two codes at once the second is counted after the first.
  await tx.query("select pg_advisory_xact_lock(hashtextextended('inbox-codes ' || $1, 0))", [patientId])
  const [row] = await tx.query<{ expires_at: Date }>(
    `insert into inbox_codes (code_hash, patient_id, made_at, expires_at)
     select $2, $1, relay_now(), relay_now() + interval '24 hours'
     where (select count(*) from inbox_codes
       where patient_id = $1 and used_at is null and expires_at > relay_now()) < $3
     returning expires_at`,
    [patientId, Buffer.from(codeHash), openCodesMax],
  )
  return row?.expires_at ?? null
}

/** Whose code this is, while it can be used. As a service. */
export async function patientOfCode(tx: Transaction, codeHash: Bytes): Promise<PatientId | null> {
  const [row] = await tx.query<{ patient_id: PatientId }>(
    'select patient_id from inbox_codes where code_hash = $1 and used_at is null and expires_at > relay_now()',
    [Buffer.from(codeHash)],
  )
  return row?.patient_id ?? null
}

/** True for exactly one caller, in time. As a service. */
export async function useInboxCode(tx: Transaction, patientId: PatientId, codeHash: Bytes): Promise<boolean> {
  const used = await tx.query(
    `update inbox_codes set used_at = relay_now()
     where code_hash = $1 and patient_id = $2 and used_at is null and expires_at > relay_now() returning 1`,
    [Buffer.from(codeHash), patientId],
  )
  return used.length === 1
}

export async function forgetInboxCodes(tx: Transaction): Promise<void> {
  await tx.query('delete from inbox_codes where expires_at < relay_now()')
}
