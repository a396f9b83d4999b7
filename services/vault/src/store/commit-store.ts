/** The chain, the state in buckets, and the objects that the state names. */
import type { BucketHashes, Change, Leaf, NextState } from '@nornos/crypto/verify'
import { bucketOf } from '@nornos/crypto/verify'
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

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
  const rows = await tx.query<{ hash: Bytes }>(
    'select hash from buckets where vault_id = $1 order by bucket',
    [vaultId],
  )
  return rows.map((row) => new Uint8Array(row.hash))
}

export async function insertBuckets(tx: Transaction, vaultId: string, hashes: BucketHashes): Promise<void> {
  await tx.query(
    `insert into buckets (vault_id, bucket, hash)
     select $1, ordinality - 1, hash from unnest($2::bytea[]) with ordinality as t (hash, ordinality)`,
    [vaultId, hashes],
  )
}

export async function updateBuckets(tx: Transaction, vaultId: string, next: NextState): Promise<void> {
  const touched = [...next.touched.keys()]
  await tx.query(
    `update buckets set hash = t.hash from unnest($2::smallint[], $3::bytea[]) as t (bucket, hash)
     where buckets.vault_id = $1 and buckets.bucket = t.bucket`,
    [vaultId, touched, touched.map((bucket) => next.bucketHashes[bucket])],
  )
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

/** The leaves of several buckets in one round trip. */
export async function leavesByBucket(
  tx: Transaction,
  vaultId: string,
  buckets: readonly number[],
): Promise<ReadonlyMap<number, Leaf[]>> {
  const rows = await tx.query<Leaf & { bucket: number }>(
    `select bucket, object_id as "objectId", version, hash as "blobHash"
     from objects where vault_id = $1 and bucket = any($2)`,
    [vaultId, buckets],
  )
  const leaves = rows.map((row) => ({ ...row, blobHash: new Uint8Array(row.blobHash) }))
  return Map.groupBy(leaves, (leaf) => leaf.bucket)
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
