/** The end of an account: everything that leads to the person. */
import type { Transaction } from '@nornos/service-kit'

export async function sessionsOfAccount(tx: Transaction, accountId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ sessionId: string }>(
    'select session_id as "sessionId" from sessions where account_id = $1',
    [accountId],
  )
  return rows.map(({ sessionId }) => sessionId)
}

/** False when there is no such account. The address is free afterwards. */
export async function deleteAccount(tx: Transaction, accountId: string): Promise<boolean> {
  const [row] = await tx.query<{ email: string }>('select email from accounts where id = $1', [accountId])
  if (!row) return false
  await tx.query('delete from sign_ins where account_id = $1', [accountId])
  await tx.query('delete from sign_ups where email = $1', [row.email])
  await tx.query('delete from known_devices where account_id = $1', [accountId])
  await tx.query('delete from sessions where account_id = $1', [accountId])
  await tx.query('delete from recovery_slots where account_id = $1', [accountId])
  await tx.query('delete from credentials where account_id = $1', [accountId])
  await tx.query('delete from accounts where id = $1', [accountId])
  return true
}
