/** The end of a vault: its rows at once, its bytes by the collector. */
import type { Transaction } from '@nornos/service-kit'

/** Without its openers nothing of a vault can be opened: with this transaction it is gone, whenever the bytes follow. */
export async function destroyVault(
  tx: Transaction,
  vaultId: string,
): Promise<{ readonly slots: number; readonly blobs: number; readonly bytes: number }> {
  const slots = await tx.query('delete from slots where vault_id = $1 returning 1', [vaultId])
  const doomed = await tx.query<{ size: number }>(
    "update blobs set state = 'doomed', at = now() where vault_id = $1 and state <> 'doomed' returning size",
    [vaultId],
  )
  await tx.query("update inbox_items set state = 'taken', at = '-infinity' where vault_id = $1", [vaultId])
  await tx.query('delete from vaults where vault_id = $1', [vaultId])
  const bytes = doomed.reduce((sum, { size }) => sum + size, 0)
  return { slots: slots.length, blobs: doomed.length, bytes }
}
