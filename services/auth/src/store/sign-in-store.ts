/** Who proved a password in this interaction and still owes the one-time code. */
import type { Transaction } from '@nornos/service-kit'

export async function beginSignIn(
  tx: Transaction,
  interaction: Buffer,
  accountId: string,
  expiresAt: Date,
): Promise<void> {
  await tx.query(
    `insert into sign_ins (interaction_hash, account_id, expires_at) values ($1, $2, $3)
     on conflict (interaction_hash) do update
       set account_id = excluded.account_id, expires_at = excluded.expires_at`,
    [interaction, accountId, expiresAt],
  )
}

export async function accountOfSignIn(
  tx: Transaction,
  interaction: Buffer,
  now: Date,
): Promise<string | null> {
  const [row] = await tx.query<{ accountId: string }>(
    'select account_id as "accountId" from sign_ins where interaction_hash = $1 and expires_at > $2',
    [interaction, now],
  )
  return row?.accountId ?? null
}

export async function deleteSignIn(tx: Transaction, interaction: Buffer): Promise<void> {
  await tx.query('delete from sign_ins where interaction_hash = $1', [interaction])
}
