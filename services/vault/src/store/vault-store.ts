/** Vault rows: head, roster, quota. */
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

export interface VaultRow {
  readonly vaultId: string
  readonly n: number
  readonly head: Bytes
  readonly epoch: number
  readonly rosterNumber: number
  readonly roster: Bytes
  readonly bytesUsed: number
  readonly bytesMax: number
  readonly restoredN: number | null
  readonly restoredAt: Date | null
}

const select = `select v.vault_id as "vaultId", n, head, epoch, roster_number as "rosterNumber", r.body as roster,
    bytes_used as "bytesUsed", bytes_max as "bytesMax", restored_n as "restoredN", restored_at as "restoredAt"
  from vaults v join rosters r on r.vault_id = v.vault_id and r.number = v.roster_number
  where v.vault_id = $1`

/** Null also for somebody else's vault: row-level security shows only the actor's own. */
export async function findVault(tx: Transaction, vaultId: string): Promise<VaultRow | null> {
  const [row] = await tx.query<VaultRow>(select, [vaultId])
  return row ?? null
}

/** Also for a delivery, which sees nothing else of a vault. */
export async function isVault(tx: Transaction, vaultId: string): Promise<boolean> {
  return (await tx.query('select from vaults where vault_id = $1', [vaultId])).length === 1
}

/** As `findVault`, and nobody else changes the vault until the transaction ends. */
export async function lockVault(tx: Transaction, vaultId: string): Promise<VaultRow | null> {
  const [row] = await tx.query<VaultRow>(`${select} for update of v`, [vaultId])
  return row ?? null
}

export interface NewVault {
  readonly vaultId: string
  readonly n: number
  readonly head: Bytes
  readonly epoch: number
  readonly rosterNumber: number
  readonly bytesMax: number
  /** The commit at which the backup was made that the vault comes from. */
  readonly restoredN: number | null
}

/** False when the patient has a vault already. */
export async function insertVault(tx: Transaction, vault: NewVault): Promise<boolean> {
  const rows = await tx.query(
    `insert into vaults (vault_id, n, head, epoch, roster_number, bytes_max, restored_n, restored_at)
     values ($1, $2, $3, $4, $5, $6, $7::bigint, case when $7::bigint is not null then now() end)
     on conflict do nothing returning 1`,
    [vault.vaultId, vault.n, vault.head, vault.epoch, vault.rosterNumber, vault.bytesMax, vault.restoredN],
  )
  return rows.length === 1
}

export async function raiseEpoch(tx: Transaction, vaultId: string, epoch: number): Promise<void> {
  await tx.query('update vaults set epoch = $2 where vault_id = $1', [vaultId, epoch])
}

/** Keeps the roster and makes it the one in force. */
export async function moveRoster(
  tx: Transaction,
  vaultId: string,
  roster: { readonly number: number; readonly bytes: Bytes },
): Promise<void> {
  await insertRoster(tx, vaultId, roster.number, roster.bytes)
  await tx.query('update vaults set roster_number = $2 where vault_id = $1', [vaultId, roster.number])
}

export async function insertRoster(
  tx: Transaction,
  vaultId: string,
  number: number,
  body: Bytes,
): Promise<void> {
  await tx.query('insert into rosters (vault_id, number, body) values ($1, $2, $3)', [vaultId, number, body])
}

/** In order; at most `limit`. */
export async function rostersAfter(
  tx: Transaction,
  vaultId: string,
  after: number,
  limit: number,
): Promise<readonly { readonly number: number; readonly body: Bytes }[]> {
  return tx.query(
    'select number, body from rosters where vault_id = $1 and number > $2 order by number limit $3',
    [vaultId, after, limit],
  )
}

/** Counts `bytes` more (or fewer); false, and nothing changed, when they do not fit into `shareMax` of the quota. */
export async function countBytes(
  tx: Transaction,
  vaultId: string,
  bytes: number,
  shareMax: number,
): Promise<boolean> {
  const rows = await tx.query(
    `update vaults set bytes_used = bytes_used + $2
     where vault_id = $1 and ($2 <= 0 or bytes_used + $2 <= bytes_max * $3::float8) returning 1`,
    [vaultId, bytes, shareMax],
  )
  return rows.length === 1
}
