/** Sessions as people see them, and those that were ended before their tokens. */
import type { Transaction } from '@nornos/service-kit'

export interface OpenedSession {
  readonly sessionId: string
  readonly accountId: string
  readonly clientId: string
  readonly deviceName: string
}

/** Opened once; signing in again in the same browser only renews its last use. */
export async function openSession(tx: Transaction, session: OpenedSession, now: Date): Promise<void> {
  const { sessionId, accountId, clientId, deviceName } = session
  await tx.query(
    `insert into sessions (session_id, account_id, client_id, device_name, created_at, last_used_at)
     values ($1, $2, $3, $4, $5, $5)
     on conflict (session_id) do update set last_used_at = excluded.last_used_at`,
    [sessionId, accountId, clientId, deviceName, now],
  )
}

/** Renews the last use; false when the session ended, or was last used before `usedAfter`. */
export async function useSession(
  tx: Transaction,
  sessionId: string,
  now: Date,
  usedAfter: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `update sessions set last_used_at = $2
     where session_id = $1 and ended_at is null and last_used_at >= $3 returning 1`,
    [sessionId, now, usedAfter],
  )
  return rows.length === 1
}

export async function lastUseOfSession(tx: Transaction, sessionId: string): Promise<Date | null> {
  const [row] = await tx.query<{ lastUsedAt: Date }>(
    'select last_used_at as "lastUsedAt" from sessions where session_id = $1',
    [sessionId],
  )
  return row?.lastUsedAt ?? null
}

/** Row security shows a person their own sessions alone. */
export async function isOwnSession(tx: Transaction, sessionId: string): Promise<boolean> {
  const rows = await tx.query('select 1 from sessions where session_id = $1', [sessionId])
  return rows.length === 1
}

/** A repetition changes nothing. The database tells every listener. */
export async function endSessionRow(tx: Transaction, sessionId: string, now: Date): Promise<void> {
  await tx.query('update sessions set ended_at = $2 where session_id = $1 and ended_at is null', [
    sessionId,
    now,
  ])
  await tx.query(
    'insert into revoked_sessions (session_id, revoked_at) values ($1, $2) on conflict do nothing',
    [sessionId, now],
  )
}

export async function revokedSince(tx: Transaction, since: Date): Promise<readonly string[]> {
  const rows = await tx.query<{ sessionId: string }>(
    'select session_id as "sessionId" from revoked_sessions where revoked_at >= $1 order by revoked_at',
    [since],
  )
  return rows.map((row) => row.sessionId)
}

export async function isRevoked(tx: Transaction, sessionId: string): Promise<boolean> {
  const rows = await tx.query('select 1 from revoked_sessions where session_id = $1', [sessionId])
  return rows.length === 1
}
