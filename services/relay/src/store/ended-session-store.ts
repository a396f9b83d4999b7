/** Sessions that have ended before their tokens: migrations/0007-ended-sessions.sql. */
import type { Transaction } from '@nornos/service-kit'

export async function noteEndedSession(tx: Transaction, sessionId: string): Promise<void> {
  await tx.query('insert into ended_sessions (session_id) values ($1) on conflict do nothing', [sessionId])
}

export async function isSessionEnded(tx: Transaction, sessionId: string): Promise<boolean> {
  const rows = await tx.query('select from ended_sessions where session_id = $1', [sessionId])
  return rows.length > 0
}

/** Once no token that was issued under them can live. */
export async function forgetEndedSessions(tx: Transaction): Promise<void> {
  await tx.query("delete from ended_sessions where noted_at < relay_now() - interval '30 minutes'")
}
