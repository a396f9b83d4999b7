/** Rows whose time is over. */
import type { Transaction } from '@nornos/service-kit'

export async function deleteExpiredRows(tx: Transaction, now: Date): Promise<void> {
  await tx.query('delete from oidc_records where expires_at < $1', [now])
  await tx.query('delete from sign_ups where expires_at < $1', [now])
  await tx.query('delete from sign_ins where expires_at < $1', [now])
  // No bucket needs longer than a day to be full again.
  await tx.query("delete from throttle_buckets where filled_at < $1::timestamptz - interval '2 days'", [now])
  await tx.query("delete from revoked_sessions where revoked_at < $1::timestamptz - interval '2 hours'", [
    now,
  ])
}
