/** All of a vault but its blobs, as it was at one moment; and a vault out of such a thing. */
import type { Backup } from '@nornos/crypto/backup'
import { bucketOf, type Leaf } from '@nornos/crypto/verify'
import type { Transaction } from '@nornos/service-kit'
import { type Bytes, fromHex, present, toHex } from '@nornos/std'
import { announceChange } from './announce-change.ts'
import { insertCommit, insertState } from './commit-store.ts'
import { putSlot } from './slot-store.ts'
import { findVault, insertRoster, insertVault, rostersAfter, type VaultRow } from './vault-store.ts'

/** As many as a device that follows the chain fetches at once. */
const commitsMax = 1_000
const rostersMax = 100_000

export interface VaultSnapshot {
  readonly row: VaultRow
  readonly rosters: readonly { readonly number: number; readonly body: Bytes }[]
  readonly slots: readonly { readonly slotId: string; readonly body: Bytes }[]
  readonly commits: readonly { readonly n: number; readonly body: Bytes }[]
  /** In ascending order of object id. */
  readonly leaves: readonly (Leaf & { readonly size: number })[]
}

/** Needs a transaction that sees one state throughout. */
export async function readSnapshot(tx: Transaction, vaultId: string): Promise<VaultSnapshot | null> {
  const row = await findVault(tx, vaultId)
  if (!row) return null
  return {
    row,
    rosters: await rostersAfter(tx, vaultId, 0, rostersMax),
    slots: await tx.query(
      'select slot_id as "slotId", body from slots where vault_id = $1 order by slot_id',
      [vaultId],
    ),
    commits: await tx.query('select n, body from commits where vault_id = $1 and n > $2 order by n', [
      vaultId,
      row.n - commitsMax,
    ]),
    leaves: await tx.query(
      `select object_id as "objectId", version, hash as "blobHash", size from objects
       where vault_id = $1 order by bucket, object_id`,
      [vaultId],
    ),
  }
}

/** Everything but the blobs, which are announced already. False when the patient has a vault. */
export async function insertBackup(tx: Transaction, backup: Backup, bytesMax: number): Promise<boolean> {
  const { commits, head, leaves, rosters, slots } = backup
  const { vaultId } = head
  const last = present(commits.at(-1), 'a good backup has its last commit')
  const row = {
    ...{ vaultId, n: last.number, head: last.head, epoch: last.epoch, bytesMax },
    ...{ rosterNumber: head.rosterNumber, restoredN: last.number },
  }
  if (!(await insertVault(tx, row))) return false
  for (const { bytes, number } of rosters) await insertRoster(tx, vaultId, number, bytes)
  for (const { bytes, number } of commits) await insertCommit(tx, vaultId, number, bytes)
  for (const { bytes, kind, slotId } of slots) await putSlot(tx, vaultId, { slotId, kind, body: bytes })
  await insertState(tx, vaultId, backup.bucketHashes)
  await insertLeaves(tx, vaultId, leaves, backup.blobs)
  await announceChange(tx, vaultId)
  return true
}

async function insertLeaves(
  tx: Transaction,
  vaultId: string,
  leaves: readonly Leaf[],
  blobs: Backup['blobs'],
): Promise<void> {
  await tx.query(
    `insert into objects (vault_id, object_id, bucket, version, hash, size)
     select $1, t.* from unnest($2::uuid[], $3::smallint[], $4::bigint[], $5::bytea[], $6::bigint[]) as t`,
    [
      vaultId,
      leaves.map(({ objectId }) => objectId),
      leaves.map(({ objectId }) => bucketOf(objectId)),
      leaves.map(({ version }) => version),
      leaves.map(({ blobHash }) => blobHash),
      leaves.map(({ blobHash }) => blobs.get(toHex(blobHash))?.size ?? 0),
    ],
  )
}

/** Makes the announced blobs of a backup live and counts them. False when one of them was collected meanwhile. */
export async function adoptBlobs(tx: Transaction, vaultId: string, blobs: Backup['blobs']): Promise<boolean> {
  const all = [...blobs.entries()]
  const adopted = await tx.query(
    `update blobs set state = 'live', size = t.size, epoch = t.epoch, at = now()
     from unnest($2::bytea[], $3::bigint[], $4::bigint[]) as t (hash, size, epoch)
     where blobs.vault_id = $1 and blobs.hash = t.hash and blobs.state <> 'doomed' returning 1`,
    [
      vaultId,
      all.map(([name]) => fromHex(name)),
      all.map(([, { size }]) => size),
      all.map(([, { epoch }]) => epoch),
    ],
  )
  await tx.query(
    `update vaults set bytes_used = (
       select coalesce(sum(size), 0) from blobs where vault_id = $1 and state in ('staged', 'live'))
     where vault_id = $1`,
    [vaultId],
  )
  return adopted.length === all.length
}
