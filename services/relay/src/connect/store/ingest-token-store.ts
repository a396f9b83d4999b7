/** Tokens by which apps bring measurements. Only their SHA-256 is here. */
import type { PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'

export interface IngestTokenRow {
  readonly tokenId: string
  readonly patientId: PatientId
  readonly name: string
  readonly madeAt: Date
  readonly lastUsedAt: Date | null
}

const columns = `token_id as "tokenId", patient_id as "patientId", name, made_at as "madeAt",
  last_used_at as "lastUsedAt"`

export async function listIngestTokens(
  tx: Transaction,
  patientId: string,
): Promise<readonly IngestTokenRow[]> {
  return tx.query(
    `select ${columns} from ingest_tokens where patient_id = $1 and revoked_at is null order by made_at, token_id`,
    [patientId],
  )
}

export async function insertIngestToken(
  tx: Transaction,
  token: Omit<IngestTokenRow, 'lastUsedAt'> & { readonly tokenHash: Uint8Array },
): Promise<void> {
  await tx.query(
    'insert into ingest_tokens (token_id, patient_id, name, token_hash, made_at) values ($1, $2, $3, $4, $5)',
    [token.tokenId, token.patientId, token.name, token.tokenHash, token.madeAt],
  )
}

/** Its name; null when there is no such token of this patient, or it was revoked before. */
export async function revokeIngestToken(
  tx: Transaction,
  patientId: string,
  tokenId: string,
  now: Date,
): Promise<string | null> {
  const [row] = await tx.query<{ name: string }>(
    `update ingest_tokens set revoked_at = $3
     where patient_id = $1 and token_id = $2 and revoked_at is null returning name`,
    [patientId, tokenId, now],
  )
  return row?.name ?? null
}

export const requestsPerHour = 120
export const bytesPerDay = 300 * 1024 * 1024

/** Counts one request of this token. `null`: it opens nothing. `wait`: too often, for so many seconds. */
export async function useIngestToken(
  tx: Transaction,
  tokenHash: Uint8Array,
  now: Date,
): Promise<IngestTokenRow | null | { readonly wait: number }> {
  await tx.query("select set_config('nornos.token_hash', $1, true)", [Buffer.from(tokenHash).toString('hex')])
  const [row] = await tx.query<IngestTokenRow & { requests: number; bytes: number }>(
    `update ingest_tokens set
       requests = case when hour = date_trunc('hour', $2::timestamptz) then requests + 1 else 1 end,
       hour = date_trunc('hour', $2::timestamptz),
       bytes = case when day = ($2::timestamptz at time zone 'utc')::date then bytes else 0 end,
       day = ($2::timestamptz at time zone 'utc')::date,
       last_used_at = $2
     where token_hash = $1 and revoked_at is null returning ${columns}, requests, bytes`,
    [tokenHash, now],
  )
  if (!row) return null
  if (row.requests > requestsPerHour) return { wait: 3_600 - Math.floor((now.getTime() / 1_000) % 3_600) }
  if (row.bytes >= bytesPerDay) return { wait: 86_400 - Math.floor((now.getTime() / 1_000) % 86_400) }
  return row
}

export async function countIngestBytes(tx: Transaction, tokenHash: Uint8Array, bytes: number): Promise<void> {
  await tx.query("select set_config('nornos.token_hash', $1, true)", [Buffer.from(tokenHash).toString('hex')])
  await tx.query('update ingest_tokens set bytes = bytes + $2 where token_hash = $1 and revoked_at is null', [
    tokenHash,
    bytes,
  ])
}
