/**
 * What is known of blobs. A row goes: arriving (before the first byte) → staged (all there) → live (a commit names it)
 * → dead (no object names it any more) → doomed (its bytes may be gone at any moment) → no row. Only doomed bytes are
 * deleted, and only under a lock on their row, so that a blob that is sent again cannot be deleted under its sender.
 */
import type { Transaction } from '@nornos/service-kit'
import { type Bytes, toHex } from '@nornos/std'
import { countBytes } from './vault-store.ts'

export type BlobState = 'arriving' | 'staged' | 'live' | 'dead' | 'doomed'

/** A blob whose bytes are there, or null. Dead ones are still readable. */
export async function findBlob(
  tx: Transaction,
  vaultId: string,
  hash: Bytes,
): Promise<{ readonly size: number } | null> {
  const [row] = await tx.query<{ size: number }>(
    `select size from blobs where vault_id = $1 and hash = $2 and state in ('staged', 'live', 'dead')`,
    [vaultId, hash],
  )
  return row ?? null
}

/** Those of these blobs whose bytes are there. */
export async function findBlobs(
  tx: Transaction,
  vaultId: string,
  hashes: readonly Bytes[],
): Promise<readonly { readonly hash: Bytes; readonly size: number }[]> {
  return tx.query(
    `select hash, size from blobs
     where vault_id = $1 and hash = any($2) and state in ('staged', 'live', 'dead')`,
    [vaultId, hashes],
  )
}

/** Those that have to be sent. The others are kept for another while: somebody is about to commit them. */
export async function missingBlobs(
  tx: Transaction,
  vaultId: string,
  hashes: readonly Bytes[],
): Promise<string[]> {
  await tx.query(
    `update blobs set at = now()
     where vault_id = $1 and hash = any($2) and state = 'staged' and at < now() - interval '1 day'`,
    [vaultId, hashes],
  )
  const rows = await tx.query<{ hash: Bytes }>(
    `select t.hash from unnest($2::bytea[]) as t (hash)
     where not exists (
       select 1 from blobs b where b.vault_id = $1 and b.hash = t.hash and b.state in ('staged', 'live'))`,
    [vaultId, hashes],
  )
  return rows.map((row) => toHex(row.hash))
}

/**
 * Announces that bytes will be stored. Waits for a deletion that is under way. True when they are there already; a dead
 * blob is staged again then, or stays dead (`full`) when it no longer fits.
 */
export async function announceBlob(
  tx: Transaction,
  vaultId: string,
  hash: Bytes,
  shareMax: number,
): Promise<'send' | 'there' | 'full'> {
  const [row] = await tx.query<{ state: BlobState; size: number }>(
    `insert into blobs (vault_id, hash, size, state) values ($1, $2, 0, 'arriving')
     on conflict (vault_id, hash) do update set
       state = case when blobs.state = 'doomed' then 'arriving' else blobs.state end,
       at = case when blobs.state = 'dead' then blobs.at else now() end
     returning state, size`,
    [vaultId, hash],
  )
  if (!row || row.state === 'arriving') return 'send'
  if (row.state !== 'dead') return 'there'
  if (!(await countBytes(tx, vaultId, row.size, shareMax))) return 'full'
  await tx.query("update blobs set state = 'staged', at = now() where vault_id = $1 and hash = $2", [
    vaultId,
    hash,
  ])
  return 'there'
}

export interface ArrivedBlob {
  readonly hash: Bytes
  readonly size: number
  readonly epoch: number
}

/**
 * The bytes are stored: counts them. `full`: they do not fit, and are doomed. `gone`: they were collected meanwhile and
 * must be sent again.
 */
export async function stageBlob(
  tx: Transaction,
  vaultId: string,
  { hash, size, epoch }: ArrivedBlob,
  shareMax: number,
): Promise<'staged' | 'full' | 'gone'> {
  const [row] = await tx.query<{ state: BlobState }>(
    'select state from blobs where vault_id = $1 and hash = $2 for update',
    [vaultId, hash],
  )
  if (!row || row.state === 'doomed') return 'gone'
  // Somebody else sent the same bytes at the same time and was faster.
  if (row.state !== 'arriving') return 'staged'
  const fits = await countBytes(tx, vaultId, size, shareMax)
  await tx.query(
    'update blobs set state = $3, size = $4, epoch = $5, at = now() where vault_id = $1 and hash = $2',
    [vaultId, hash, fits ? 'staged' : 'doomed', size, epoch],
  )
  return fits ? 'staged' : 'full'
}

/**
 * What a commit names lives from now on: by hex name, the epoch of those that are there with the size that it says.
 * One statement marks and tells, because the vault is locked meanwhile; a refusal afterwards undoes it.
 */
export async function enlivenBlobs(
  tx: Transaction,
  vaultId: string,
  blobs: readonly { readonly hash: Bytes; readonly size: number }[],
): Promise<ReadonlyMap<string, number>> {
  if (blobs.length === 0) return new Map()
  // Found by name alone: a join with the sizes would be made in another order, by reading all that the vault has.
  const rows = await tx.query<{ hash: Bytes; size: number; epoch: number }>(
    `update blobs set state = 'live', at = now()
     where vault_id = $1 and hash = any($2::bytea[]) and state in ('staged', 'live')
     returning hash, size, epoch`,
    [vaultId, blobs.map((blob) => blob.hash)],
  )
  const there = new Map(rows.map((row) => [toHex(row.hash), row]))
  for (const { hash, size } of blobs) {
    const name = toHex(hash)
    if (there.get(name)?.size !== size) there.delete(name)
  }
  return new Map([...there].map(([name, { epoch }]) => [name, epoch]))
}

/** Dooms those that are all there and that no commit ever named, and gives their room back. */
export async function dropStaged(tx: Transaction, vaultId: string, hashes: readonly Bytes[]): Promise<void> {
  const dropped = await tx.query<{ size: number }>(
    `update blobs set state = 'doomed', at = now()
     where vault_id = $1 and hash = any($2) and state = 'staged' returning size`,
    [vaultId, hashes],
  )
  const bytes = dropped.reduce((sum, { size }) => sum + size, 0)
  if (bytes > 0) await countBytes(tx, vaultId, -bytes, 1)
}

/** What a commit replaced is dead, and no longer counts, unless an object still names it. */
export async function retireBlobs(
  tx: Transaction,
  vaultId: string,
  replaced: readonly Bytes[],
): Promise<void> {
  if (replaced.length === 0) return
  await tx.query(
    `with dead as (
       update blobs set state = 'dead', at = now()
       where vault_id = $1 and hash = any($2) and state = 'live'
         and not exists (select 1 from objects o where o.vault_id = $1 and o.hash = blobs.hash)
       returning size)
     update vaults set bytes_used = bytes_used - freed.bytes
     from (select sum(size) as bytes from dead) as freed
     where vault_id = $1 and freed.bytes > 0`,
    [vaultId, replaced],
  )
}
