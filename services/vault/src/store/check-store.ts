/** Which vault is to be checked next, and what was found. All times are by the clock of the database. */
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

export type BlobFault = 'missing' | 'altered'

/** Enters vaults that have no plan yet, spread over the days of a round so that they do not all come due at once. */
export async function planChecks(tx: Transaction, roundDays: number): Promise<void> {
  await tx.query(
    `insert into vault_checks (vault_id, due_at)
     select vault_id, now() + random() * make_interval(days => $1) from vaults
     where vault_id not in (select vault_id from vault_checks)`,
    [roundDays],
  )
}

/** The vault that has waited longest, or null when none is due. */
export async function dueVault(tx: Transaction): Promise<string | null> {
  const [row] = await tx.query<{ vaultId: string }>(
    `select vault_id as "vaultId" from vault_checks where due_at <= now() order by due_at limit 1`,
    [],
  )
  return row?.vaultId ?? null
}

/** The next blobs that commits of this vault name. */
export async function blobsToCheck(
  tx: Transaction,
  vaultId: string,
  limit: number,
): Promise<readonly { readonly hash: Bytes; readonly size: number }[]> {
  return tx.query(
    `select hash, size from blobs
     where vault_id = $1 and state = 'live'
       and hash > coalesce((select after_hash from vault_checks where vault_id = $1), '')
     order by hash limit $2`,
    [vaultId, limit],
  )
}

/** `after`: up to where the check has come; null when it is over, and the next one begins in so many days. */
export async function moveCheck(
  tx: Transaction,
  vaultId: string,
  after: Bytes | null,
  roundDays: number,
): Promise<void> {
  await tx.query(
    `update vault_checks set after_hash = $2,
       due_at = case when $2::bytea is null then now() + make_interval(days => $3) else due_at end
     where vault_id = $1`,
    [vaultId, after, roundDays],
  )
}

/** True when this fault of this blob was not known yet. Null: the blob is good, or good again. */
export async function noteFault(
  tx: Transaction,
  vaultId: string,
  hash: Bytes,
  fault: BlobFault | null,
): Promise<boolean> {
  if (fault === null) {
    await tx.query('delete from damaged_blobs where vault_id = $1 and hash = $2', [vaultId, hash])
    return false
  }
  const rows = await tx.query(
    `insert into damaged_blobs (vault_id, hash, fault) values ($1, $2, $3)
     on conflict (vault_id, hash) do update set fault = $3 where damaged_blobs.fault <> $3 returning 1`,
    [vaultId, hash, fault],
  )
  return rows.length === 1
}
