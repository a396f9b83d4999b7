/**
 * Deleting bytes that nothing needs. All ages are by the clock of the database. A blob is first doomed, in a
 * transaction of its own; its bytes are deleted later, under a lock on its row.
 */
import type { Actor } from '@nornos/endpoint'
import type { Database, Transaction } from '@nornos/service-kit'
import { type Bytes, toHex } from '@nornos/std'
import type { ObjectStore } from './object-store.ts'

/** Cleans up behind everybody; row-level security shows it only what may be deleted. */
export const collector = { type: 'service', id: null } as const satisfies Pick<Actor, 'type' | 'id'>

// Any numbers, as long as every process of this service takes the same ones.
const leaderLocks = { collect: 4_100_431, check: 4_100_432 } as const

/** False when another process is at this task at this moment. Holds until the transaction ends. */
export async function becomeLeader(tx: Transaction, task: keyof typeof leaderLocks): Promise<boolean> {
  const [row] = await tx.query<{ leads: boolean }>('select pg_try_advisory_xact_lock($1) as leads', [
    leaderLocks[task],
  ])
  return row?.leads ?? false
}

/** Days after which bytes in this state are doomed. */
export interface GraceDays {
  readonly arriving: number
  readonly staged: number
  readonly dead: number
}

/** Dooms what is due and gives its share of the quota back. Resolves with how many were doomed. */
export async function doomDueBlobs(tx: Transaction, grace: GraceDays): Promise<number> {
  const due = `(state = 'arriving' and at < now() - make_interval(days => $1))
    or (state = 'staged' and at < now() - make_interval(days => $2))
    or (state = 'dead' and at < now() - make_interval(days => $3))`
  const days = [grace.arriving, grace.staged, grace.dead]
  // Vaults before blobs: the order in which commits lock them.
  await tx.query(
    `select 1 from vaults where vault_id in (select vault_id from blobs where ${due}) order by vault_id for update`,
    days,
  )
  const [row] = await tx.query<{ count: number }>(
    `with due as (
       select vault_id, hash, size, state from blobs where ${due} for update skip locked
     ), doomed as (
       update blobs set state = 'doomed', at = now() from due
       where blobs.vault_id = due.vault_id and blobs.hash = due.hash returning 1
     ), freed as (
       update vaults set bytes_used = greatest(0, bytes_used - sums.bytes) from (
         select vault_id, sum(size) as bytes from due where state = 'staged' group by vault_id
       ) as sums where vaults.vault_id = sums.vault_id
     )
     select count(*) as count from doomed`,
    days,
  )
  return row?.count ?? 0
}

/** Deletes some doomed blobs, bytes before rows. Resolves with how many there were. */
export async function deleteDoomedBlobs(tx: Transaction, blobs: ObjectStore, limit: number): Promise<number> {
  const doomed = await tx.query<{ vaultId: string; hash: Bytes }>(
    `select vault_id as "vaultId", hash from blobs where state = 'doomed'
     order by at limit $1 for update skip locked`,
    [limit],
  )
  for (const { vaultId, hash } of doomed) await deleteBlob(tx, blobs, vaultId, hash)
  return doomed.length
}

/** Deletes at once what was refused; leaves alone what somebody else has sent in the meantime. */
export async function discardBlob(
  db: Database,
  blobs: ObjectStore,
  actor: Pick<Actor, 'id' | 'type'>,
  vaultId: string,
  hash: Bytes,
): Promise<void> {
  await db.asActor(actor, async (tx) => {
    const refused = await tx.query(
      `update blobs set state = 'doomed', at = now()
       where vault_id = $1 and hash = $2 and state in ('arriving', 'doomed') returning 1`,
      [vaultId, hash],
    )
    if (refused.length === 1) await deleteBlob(tx, blobs, vaultId, hash)
  })
}

/** The caller holds a lock on the row. */
async function deleteBlob(tx: Transaction, blobs: ObjectStore, vaultId: string, hash: Bytes): Promise<void> {
  await blobs.delete(vaultId, toHex(hash))
  await tx.query("delete from blobs where vault_id = $1 and hash = $2 and state = 'doomed'", [vaultId, hash])
}
