/** Access tokens, by their hash: migrations/0004-access-tokens.sql. */
import type { ConsentRecord, FieldId, MetricId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

export interface AccessToken {
  readonly tokenHash: Bytes
  readonly consent: ConsentRecord
  /** An agent reads for the consent's grantee: only what both consents allow. */
  readonly agentConsent: ConsentRecord | null
  readonly actorId: string
  readonly actorType: 'doctor' | 'agent'
  readonly organizationId: string | null
  readonly keyThumbprint: string
  /** Of the person who reads, or for whom an agent reads: the token ends with it. */
  readonly sessionId: string
  readonly fields: readonly FieldId[]
  readonly excludedMetrics: readonly MetricId[]
  readonly issuedAt: Date
  readonly expiresAt: Date
}

export async function insertAccessToken(tx: Transaction, token: AccessToken): Promise<void> {
  await tx.query(
    `insert into access_tokens (
       token_hash, patient_id, consent_id, consent_version, agent_consent_id, agent_consent_version, actor_id,
       actor_type, organization_id, key_thumbprint, fields, excluded_metrics, purpose, issued_at, expires_at,
       session_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      Buffer.from(token.tokenHash),
      token.consent.patient_id,
      token.consent.consent_id,
      token.consent.version,
      token.agentConsent?.consent_id ?? null,
      token.agentConsent?.version ?? null,
      token.actorId,
      token.actorType,
      token.organizationId,
      token.keyThumbprint,
      token.fields,
      token.excludedMetrics,
      token.consent.purpose,
      token.issuedAt,
      token.expiresAt,
      token.sessionId,
    ],
  )
}

export async function forgetExpiredTokens(tx: Transaction): Promise<void> {
  await tx.query("delete from access_tokens where expires_at < relay_now() - interval '1 hour'")
}
