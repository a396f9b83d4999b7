/** Tells every process of this service, when the transaction commits, that a vault has something new. */
import type { Transaction } from '@nornos/service-kit'

export const changeChannel = 'vault_changes'

export async function announceChange(tx: Transaction, vaultId: string): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [changeChannel, vaultId])
}
