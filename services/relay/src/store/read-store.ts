/** The data path's one statement: decided and on disk when it returns. migrations/0006-authorize-read.sql. */
import type { AuditDetails, AuditRange } from '@nornos/health-model'
import type { Database } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

export interface ReadToAuthorize {
  readonly tokenHash: Bytes
  readonly keyThumbprint: string
  readonly patientId: string
  /** Null asks for the summary. */
  readonly field: string | null
  readonly metric: string | null
  readonly eventId: string
  readonly correlationId: string
  readonly range: AuditRange | null
  readonly details: AuditDetails<'data.read'>
}

export interface ReadDecision {
  readonly isAllowed: boolean
  /** False for a token that nobody knows: there is no trail to write to. */
  readonly isRecorded: boolean
}

export async function authorizeRead(database: Database, read: ReadToAuthorize): Promise<ReadDecision> {
  const [row] = await database.query<{ outcome: 'allowed' | 'refused' | null }>(
    'select authorize_read($1, $2, $3, $4, $5, $6, $7, $8, $9) as outcome',
    [
      Buffer.from(read.tokenHash),
      read.keyThumbprint,
      read.patientId,
      read.field,
      read.metric,
      read.eventId,
      read.correlationId,
      read.range && [read.range.from, read.range.until],
      JSON.stringify(read.details),
    ],
  )
  const outcome = row?.outcome ?? null
  return { isAllowed: outcome === 'allowed', isRecorded: outcome !== null }
}
