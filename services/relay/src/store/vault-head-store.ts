/** Heads of vaults that devices have seen: the migration of vault_heads. */
import type { Transaction } from '@nornos/service-kit'

export interface SeenHead {
  readonly n: number
  /** Hex. */
  readonly head: string
}

/** As many as a device compares with. */
const kept = 32

/** The same head again changes nothing. After a restore nothing later than it is kept. Of an older chain the newest notes stay. */
export async function noteVaultHead(
  tx: Transaction,
  patientId: string,
  { head, n, isRestored = false }: SeenHead & { readonly isRestored?: boolean | undefined },
): Promise<void> {
  if (isRestored) {
    await tx.query(
      `delete from vault_heads where patient_id = $1 and (n > $2 or n = $2 and head <> decode($3, 'hex'))`,
      [patientId, n, head],
    )
  }
  await tx.query(
    `insert into vault_heads (patient_id, n, head) values ($1, $2, decode($3, 'hex')) on conflict do nothing`,
    [patientId, n, head],
  )
  await tx.query(
    `delete from vault_heads where patient_id = $1 and (n, head) not in (
       select n, head from vault_heads where patient_id = $1 order by n desc, head limit $2)`,
    [patientId, kept],
  )
}

/** The newest first. */
export function readVaultHeads(tx: Transaction, patientId: string): Promise<readonly SeenHead[]> {
  return tx.query<{ n: number; head: string }>(
    `select n, encode(head, 'hex') as head from vault_heads where patient_id = $1 order by n desc, head limit $2`,
    [patientId, kept],
  )
}
