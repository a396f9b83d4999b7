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

/** True when this device was never seen with this account. */
export async function rememberDevice(
  tx: Transaction,
  accountId: string,
  device: string,
  name: string,
  now: Date,
): Promise<boolean> {
  const [row] = await tx.query<{ isNew: boolean }>(
    `insert into known_devices (account_id, device_hash, name, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $4)
     on conflict (account_id, device_hash) do update set last_seen_at = excluded.last_seen_at
     returning (xmax = 0) as "isNew"`,
    [accountId, hashOf(device), name, now],
  )
  return row?.isNew ?? false
}
