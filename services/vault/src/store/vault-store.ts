/** Vault rows: head, roster, quota. */
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

export interface VaultRow {
  readonly n: number
  readonly head: Bytes
  readonly epoch: number
  readonly rosterNumber: number
  readonly roster: Bytes
  readonly bytesUsed: number
  readonly bytesMax: number
}

const columns = `n, head, epoch, roster_number as "rosterNumber", roster, bytes_used as "bytesUsed", bytes_max as "bytesMax"`

/** Null also for somebody else's vault: row-level security shows only the actor's own. */
export async function findVault(tx: Transaction, vaultId: string): Promise<VaultRow | null> {
  const [row] = await tx.query<VaultRow>(`select ${columns} from vaults where vault_id = $1`, [vaultId])
  return row ?? null
}

/** As above, and nobody else changes the vault until the transaction ends. */
export async function lockVault(tx: Transaction, vaultId: string): Promise<VaultRow | null> {
  const [row] = await tx.query<VaultRow>(`select ${columns} from vaults where vault_id = $1 for update`, [
    vaultId,
  ])
  return row ?? null
}

export async function insertVault(
  tx: Transaction,
  vault: {
    readonly vaultId: string
    readonly head: Bytes
    readonly epoch: number
    readonly roster: Bytes
    readonly bytesMax: number
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into vaults (vault_id, n, head, epoch, roster_number, roster, bytes_max)
     values ($1, 1, $2, $3, 1, $4, $5) on conflict do nothing returning 1`,
    [vault.vaultId, vault.head, vault.epoch, vault.roster, vault.bytesMax],
  )
  return rows.length === 1
}

export async function moveHead(tx: Transaction, vaultId: string, n: number, head: Bytes): Promise<void> {
  await tx.query('update vaults set n = $2, head = $3 where vault_id = $1', [vaultId, n, head])
}

export async function replaceRoster(
  tx: Transaction,
  vaultId: string,
  roster: { readonly number: number; readonly bytes: Bytes },
): Promise<void> {
  await tx.query('update vaults set roster_number = $2, roster = $3 where vault_id = $1', [
    vaultId,
    roster.number,
    roster.bytes,
  ])
}
