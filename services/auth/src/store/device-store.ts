/** Browsers that signed in before. */
import type { Transaction } from '@nornos/service-kit'
import { hashOf } from './machinery.ts'

export async function isKnownDevice(tx: Transaction, accountId: string, device: string): Promise<boolean> {
  const rows = await tx.query('select 1 from known_devices where account_id = $1 and device_hash = $2', [
    accountId,
    hashOf(device),
  ])
  return rows.length === 1
}

/** True when the person signed in before, but never in this browser. */
export async function rememberDevice(
  tx: Transaction,
  accountId: string,
  device: string,
  name: string,
  now: Date,
): Promise<boolean> {
  const [row] = await tx.query<{ isNews: boolean }>(
    `insert into known_devices (account_id, device_hash, name, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $4)
     on conflict (account_id, device_hash) do update set last_seen_at = excluded.last_seen_at
     returning first_seen_at = last_seen_at
       and exists (select from known_devices other where other.account_id = $1 and other.device_hash <> $2)
       as "isNews"`,
    [accountId, hashOf(device), name, now],
  )
  return row?.isNews ?? false
}
