/** Sealed openers, as their devices made them. */
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

export interface SlotRow {
  readonly slotId: string
  readonly kind: 'words' | 'kit' | 'device' | 'passkey' | 'contact'
}

export async function slotList(tx: Transaction, vaultId: string): Promise<readonly SlotRow[]> {
  return tx.query('select slot_id as "slotId", kind from slots where vault_id = $1 order by slot_id', [
    vaultId,
  ])
}

export async function findSlot(tx: Transaction, vaultId: string, slotId: string): Promise<Bytes | null> {
  const [row] = await tx.query<{ body: Bytes }>(
    'select body from slots where vault_id = $1 and slot_id = $2',
    [vaultId, slotId],
  )
  return row?.body ?? null
}

export async function putSlot(
  tx: Transaction,
  vaultId: string,
  slot: SlotRow & { readonly body: Bytes },
): Promise<void> {
  await tx.query(
    `insert into slots (vault_id, slot_id, kind, body) values ($1, $2, $3, $4)
     on conflict (vault_id, slot_id) do update set kind = excluded.kind, body = excluded.body`,
    [vaultId, slot.slotId, slot.kind, slot.body],
  )
}

/** Removes every opener that is not among `slotIds`. */
export async function keepSlots(tx: Transaction, vaultId: string, slotIds: readonly string[]): Promise<void> {
  await tx.query('delete from slots where vault_id = $1 and slot_id <> all($2)', [vaultId, slotIds])
}
