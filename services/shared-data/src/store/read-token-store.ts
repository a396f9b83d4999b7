/** Read tokens, by their hash: migrations/0004-read-tokens.sql. */
import type { ConsentRecord } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

export interface ReadToken {
  /** SHA-256 as hex. */
  readonly tokenHash: string
  readonly consent: ConsentRecord
  readonly agentConsent: ConsentRecord | null
  readonly keyThumbprint: string
  readonly expiresAt: Date
}

/** Sending it again changes nothing. */
export async function insertReadToken(tx: Transaction, token: ReadToken): Promise<void> {
  await tx.query(
    `insert into read_tokens (
       patient_id, token_hash, consent_id, consent_version, agent_consent_id, agent_consent_version,
       key_thumbprint, registered_at, expires_at)
     values ($1, decode($2, 'hex'), $3, $4, $5, $6, $7, shared_now(), $8) on conflict do nothing`,
    [
      token.consent.patient_id,
      token.tokenHash,
      token.consent.consent_id,
      token.consent.version,
      token.agentConsent?.consent_id ?? null,
      token.agentConsent?.version ?? null,
      token.keyThumbprint,
      token.expiresAt,
    ],
  )
}

export async function forgetReadTokens(tx: Transaction): Promise<void> {
  await tx.query(
    "delete from read_tokens where patient_id is not null and expires_at < shared_now() - interval '1 minute'",
  )
}
