/** Connections that were begun and not yet finished. */
import type { Transaction } from '@nornos/service-kit'

export interface Attempt {
  readonly stateHash: Uint8Array
  readonly patientId: string
  readonly sessionId: string
  readonly vendor: string
  readonly wrappedKey: Uint8Array
  readonly secrets: Uint8Array
  readonly expiresAt: Date
}

export async function insertAttempt(tx: Transaction, attempt: Attempt): Promise<void> {
  await tx.query(
    `insert into connection_attempts (state_hash, patient_id, session_id, vendor, wrapped_key, secrets, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[attempt.stateHash, attempt.patientId, attempt.sessionId, attempt.vendor],
      ...[attempt.wrappedKey, attempt.secrets, attempt.expiresAt],
    ],
  )
}

/** Once, by the patient and the session that began it. */
export async function takeAttempt(
  tx: Transaction,
  patientId: string,
  sessionId: string,
  stateHash: Uint8Array,
  now: Date,
): Promise<Attempt | null> {
  const [row] = await tx.query<Attempt>(
    `delete from connection_attempts
     where state_hash = $1 and patient_id = $2 and session_id = $3 and expires_at > $4
     returning state_hash as "stateHash", patient_id as "patientId", session_id as "sessionId", vendor,
       wrapped_key as "wrappedKey", secrets, expires_at as "expiresAt"`,
    [stateHash, patientId, sessionId, now],
  )
  return row ?? null
}
