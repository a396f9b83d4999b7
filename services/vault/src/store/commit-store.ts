/** The chain, the state in buckets, and the objects that the state names. */
import type { BucketHashes, Change, Leaf } from '@nornos/crypto/verify'
import { bucketOf } from '@nornos/crypto/verify'
import type { Transaction } from '@nornos/service-kit'
import { type Bytes, concat } from '@nornos/std'

export async function insertCommit(tx: Transaction, vaultId: string, n: number, body: Bytes): Promise<void> {
  await tx.query('insert into commits (vault_id, n, body) values ($1, $2, $3)', [vaultId, n, body])
}

/** The number of the oldest commit that is kept. */
export async function firstCommit(tx: Transaction, vaultId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }>('select min(n) as n from commits where vault_id = $1', [
    vaultId,
  ])
  return row?.n ?? 1
}

/** In order; at most `limit`. */
export async function commitsAfter(
  tx: Transaction,
  vaultId: string,
  after: number,
  limit: number,
): Promise<readonly { readonly n: number; readonly body: Bytes }[]> {
  return tx.query('select n, body from commits where vault_id = $1 and n > $2 order by n limit $3', [
    vaultId,
    after,
    limit,
  ])
}

export async function bucketHashes(tx: Transaction, vaultId: string): Promise<BucketHashes> {
  const [row] = await tx.query<{ all: Bytes }>(
    'select bucket_hashes as "all" from states where vault_id = $1',
    [vaultId],
  )
  const all = new Uint8Array(row?.all ?? [])
  return Array.from({ length: all.length / 32 }, (_, bucket) => all.slice(bucket * 32, bucket * 32 + 32))
}

export async function insertState(tx: Transaction, vaultId: string, hashes: BucketHashes): Promise<void> {
  await tx.query('insert into states (vault_id, bucket_hashes) values ($1, $2)', [vaultId, concat(...hashes)])
}

/**
 * Hashes the touched buckets anew and gives the root of the state as it now is. Counted where the leaves are, out of the
 * segments that the database keeps of them: a device checks the same with `deriveNextState`.
 */
export async function rehashState(
  tx: Transaction,
  vaultId: string,
  changes: readonly Change[],
): Promise<Bytes> {
  const [row] = await tx.query<{ root: Bytes }>(
    `update states set bucket_hashes = replace_hashes(bucket_hashes, buckets, hashes)
     from (
       select array_agg(bucket) as buckets, array_agg(hash) as hashes
       from (
         select bucket, (
           select sha256(string_agg(leaves, ''::bytea))
           from (select leaves from segments s
                 where s.vault_id = $1 and s.segment between bucket * 16 and bucket * 16 + 15
                 order by segment) as own) as hash
         from unnest($2::smallint[]) as t (bucket)) as rehashed) as touched
     where vault_id = $1
     returning sha256(bucket_hashes) as root`,
    [vaultId, [...new Set(changes.map((change) => bucketOf(change.objectId)))]],
  )
  return new Uint8Array(row?.root ?? [])
}

/** By object id: the present leaves of those objects that there are. */
export async function leavesBefore(
  tx: Transaction,
  vaultId: string,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, Leaf>> {
  const rows = await tx.query<Leaf>(
    `select o.object_id as "objectId", o.version, o.hash as "blobHash" from objects o
     join unnest($2::uuid[], $3::smallint[]) as t (object_id, bucket)
       on o.object_id = t.object_id and o.bucket = t.bucket
     where o.vault_id = $1`,
    [vaultId, changes.map((change) => change.objectId), changes.map((change) => bucketOf(change.objectId))],
  )
  return new Map(rows.map((leaf) => [leaf.objectId, { ...leaf, blobHash: new Uint8Array(leaf.blobHash) }]))
}

export interface LeafRow extends Leaf {
  readonly size: number
}

export async function leavesOf(tx: Transaction, vaultId: string, bucket: number): Promise<LeafRow[]> {
  const rows = await tx.query<LeafRow>(
    `select object_id as "objectId", version, hash as "blobHash", size
     from objects where vault_id = $1 and bucket = $2 order by object_id`,
    [vaultId, bucket],
  )
  return rows.map((row) => ({ ...row, blobHash: new Uint8Array(row.blobHash) }))
}

/** Moves the objects to their new versions. */
export async function moveObjects(
  tx: Transaction,
  vaultId: string,
  changes: readonly Change[],
): Promise<void> {
  await tx.query(
    `insert into objects (vault_id, object_id, bucket, version, hash, size)
     select $1, t.* from unnest($2::uuid[], $3::smallint[], $4::bigint[], $5::bytea[], $6::bigint[]) as t
     on conflict (vault_id, bucket, object_id) do update
       set version = excluded.version, hash = excluded.hash, size = excluded.size`,
    [
      vaultId,
      changes.map((change) => change.objectId),
      changes.map((change) => bucketOf(change.objectId)),
      changes.map((change) => change.version),
      changes.map((change) => change.blobHash),
      changes.map((change) => change.byteLength),
    ],
  )
}
