/** Receipts of closed vaults, for a day: migrations/0010-closure-receipts.sql. */
import type { ClosureReceipt } from '@nornos/contracts'
import type { Transaction } from '@nornos/service-kit'

/** In place of the one of a vault that was closed and restored the same day. */
export async function keepReceipt(tx: Transaction, receipt: ClosureReceipt): Promise<void> {
  await tx.query(
    `insert into closure_receipts (vault_id, receipt) values ($1, $2)
     on conflict (vault_id) do update set receipt = excluded.receipt, closed_at = excluded.closed_at`,
    [receipt.vaultId, JSON.stringify(receipt)],
  )
}

export async function findReceipt(tx: Transaction, vaultId: string): Promise<ClosureReceipt | null> {
  const [row] = await tx.query<{ receipt: ClosureReceipt }>(
    'select receipt from closure_receipts where vault_id = $1',
    [vaultId],
  )
  return row?.receipt ?? null
}

/** Row-level security shows those that are old enough. */
export async function forgetReceipts(tx: Transaction): Promise<void> {
  await tx.query('delete from closure_receipts')
}
