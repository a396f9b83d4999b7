/** What is known of blobs: which are there, and whether a commit names them. */
import type { Transaction } from '@nornos/service-kit'
import { type Bytes, toHex } from '@nornos/std'

export interface BlobRow {
  readonly size: number
  readonly state: 'staged' | 'live' | 'dead'
}

export async function findBlob(tx: Transaction, vaultId: string, hash: Bytes): Promise<BlobRow | null> {
  const [row] = await tx.query<BlobRow>('select size, state from blobs where vault_id = $1 and hash = $2', [
    vaultId,
    hash,
  ])
  return row ?? null
}

export async function missingBlobs(
  tx: Transaction,
  vaultId: string,
  hashes: readonly Bytes[],
): Promise<string[]> {
  const rows = await tx.query<{ hash: Bytes }>(
    `select t.hash from unnest($2::bytea[]) as t (hash)
     where not exists (select 1 from blobs b where b.vault_id = $1 and b.hash = t.hash)`,
    [vaultId, hashes],
  )
  return rows.map((row) => toHex(row.hash))
}

/** Counts the blob against the quota; false when it does not fit. `reserve` may go past the quota by 5 %. */
export async function stageBlob(
  tx: Transaction,
  vaultId: string,
  blob: { readonly hash: Bytes; readonly size: number; readonly state: 'staged' | 'live' },
): Promise<boolean> {
  const inserted = await tx.query(
    `insert into blobs (vault_id, hash, size, state) values ($1, $2, $3, $4)
     on conflict (vault_id, hash) do nothing returning 1`,
    [vaultId, blob.hash, blob.size, blob.state],
  )
  if (inserted.length === 0) return true
  const fitting = await tx.query(
    `update vaults set bytes_used = bytes_used + $2
     where vault_id = $1 and bytes_used + $2 <= bytes_max returning 1`,
    [vaultId, blob.size],
  )
  return fitting.length === 1
}

/** Those of `hashes` that are there with the size that the commit says. */
export async function storedBlobs(
  tx: Transaction,
  vaultId: string,
  blobs: readonly { readonly hash: Bytes; readonly size: number }[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ hash: Bytes }>(
    `select b.hash from blobs b
     join unnest($2::bytea[], $3::bigint[]) as t (hash, size) on b.hash = t.hash and b.size = t.size
     where b.vault_id = $1`,
    [vaultId, blobs.map((blob) => blob.hash), blobs.map((blob) => blob.size)],
  )
  return new Set(rows.map((row) => toHex(row.hash)))
}

/** What the commit names lives; what it replaced is dead, unless another object still names the same bytes. */
export async function settleBlobs(
  tx: Transaction,
  vaultId: string,
  named: readonly Bytes[],
  replaced: readonly Bytes[],
): Promise<void> {
  await tx.query(
    "update blobs set state = 'live', at = now() where vault_id = $1 and hash = any($2) and state <> 'live'",
    [vaultId, named],
  )
  await tx.query(
    `update blobs set state = 'dead', at = now()
     where vault_id = $1 and hash = any($2) and state = 'live'
       and not exists (select 1 from objects o where o.vault_id = $1 and o.hash = blobs.hash)`,
    [vaultId, replaced],
  )
}
