/**
 * Sealed items that wait. A row goes: arriving (before the first byte) → waiting → taken (acknowledged; its bytes are
 * gone, the row stays a day so that the same item does not come twice) → no row.
 */
import type { Transaction } from '@nornos/service-kit'
import { type Bytes, toHex } from '@nornos/std'
import { limitsOf, waitingItemsMax } from '../domain/sender-limits.ts'
import type { ObjectStore } from './object-store.ts'

export interface Delivery {
  readonly vaultId: string
  readonly itemId: string
  readonly senderId: string
  readonly hash: Bytes
  readonly size: number
}

/**
 * Counts the item for its sender and announces it. `refused`: the sender is blocked, or the item is another one. `full`:
 * too much today, or too much waits. `there`: it was delivered before. The vault must exist: its sender's row refers to it.
 */
export async function announceItem(
  tx: Transaction,
  delivery: Delivery,
): Promise<'send' | 'there' | 'full' | 'refused'> {
  const { vaultId, itemId, senderId, hash, size } = delivery
  await tx.query(
    'insert into inbox_senders (vault_id, sender_id) values ($1, $2) on conflict (vault_id, sender_id) do nothing',
    [vaultId, senderId],
  )
  // Locks the sender's row: of two items at once the second is counted after the first.
  const [sender] = await tx.query<{ rule: string; items: number; bytes: number }>(
    `update inbox_senders set
       items = case when day = current_date then items else 0 end,
       bytes = case when day = current_date then bytes else 0 end,
       day = current_date
     where vault_id = $1 and sender_id = $2 returning rule, items, bytes`,
    [vaultId, senderId],
  )
  if (!sender || sender.rule === 'blocked') return 'refused'
  const [known] = await tx.query<{ state: string; hash: Bytes }>(
    'select state, hash from inbox_items where vault_id = $1 and item_id = $2 for update',
    [vaultId, itemId],
  )
  if (known) {
    if (toHex(known.hash) !== toHex(hash)) return 'refused'
    return known.state === 'arriving' ? 'send' : 'there'
  }
  const { bytesPerDay, itemsPerDay } = limitsOf(senderId)
  const fits = sender.items < itemsPerDay && sender.bytes + size <= bytesPerDay
  if (!fits || (await waitingItems(tx, vaultId)) >= waitingItemsMax) return 'full'
  await tx.query(
    'update inbox_senders set items = items + 1, bytes = bytes + $3 where vault_id = $1 and sender_id = $2',
    [vaultId, senderId, size],
  )
  await tx.query(
    `insert into inbox_items (vault_id, item_id, sender_id, hash, size, state)
     values ($1, $2, $3, $4, $5, 'arriving')`,
    [vaultId, itemId, senderId, hash, size],
  )
  return 'send'
}

/** The bytes are there: from now on the patient sees it. False when it was collected meanwhile. */
export async function keepItem(tx: Transaction, vaultId: string, itemId: string): Promise<boolean> {
  const kept = await tx.query(
    `update inbox_items set state = 'waiting', at = now()
     where vault_id = $1 and item_id = $2 and state = 'arriving' returning 1`,
    [vaultId, itemId],
  )
  return kept.length === 1
}

export interface WaitingItem extends Omit<Delivery, 'vaultId'> {
  readonly receivedAt: Date
  readonly isMuted: boolean
}

const columns = `i.item_id as "itemId", i.sender_id as "senderId", i.hash, i.size, i.at as "receivedAt",
  coalesce(s.rule = 'muted', false) as "isMuted"`
const joined =
  'inbox_items i left join inbox_senders s on s.vault_id = i.vault_id and s.sender_id = i.sender_id'

/** Oldest first. */
export async function inboxItems(tx: Transaction, vaultId: string): Promise<readonly WaitingItem[]> {
  return tx.query(
    `select ${columns} from ${joined} where i.vault_id = $1 and i.state = 'waiting' order by i.at, i.item_id limit $2`,
    [vaultId, waitingItemsMax],
  )
}

export async function findItem(
  tx: Transaction,
  vaultId: string,
  itemId: string,
): Promise<WaitingItem | null> {
  const [row] = await tx.query<WaitingItem>(
    `select ${columns} from ${joined} where i.vault_id = $1 and i.item_id = $2 and i.state = 'waiting'`,
    [vaultId, itemId],
  )
  return row ?? null
}

/** How many wait, without those of muted senders. */
export async function audibleItems(tx: Transaction, vaultId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*) as count from ${joined}
     where i.vault_id = $1 and i.state = 'waiting' and coalesce(s.rule, 'open') <> 'muted'`,
    [vaultId],
  )
  return row?.count ?? 0
}

/** Its hex name, when it waited. The bytes are deleted afterwards, by the caller or by the collector. */
export async function takeItem(tx: Transaction, vaultId: string, itemId: string): Promise<string | null> {
  const [row] = await tx.query<{ hash: Bytes }>(
    `update inbox_items set state = 'taken', at = now()
     where vault_id = $1 and item_id = $2 and state = 'waiting' returning hash`,
    [vaultId, itemId],
  )
  return row ? toHex(row.hash) : null
}

export async function senders(tx: Transaction, vaultId: string) {
  return tx.query<{ senderId: string; rule: 'open' | 'muted' | 'blocked' }>(
    'select sender_id as "senderId", rule from inbox_senders where vault_id = $1 order by sender_id limit 10000',
    [vaultId],
  )
}

export async function putSender(
  tx: Transaction,
  vaultId: string,
  senderId: string,
  rule: string,
): Promise<void> {
  await tx.query(
    `insert into inbox_senders (vault_id, sender_id, rule) values ($1, $2, $3)
     on conflict (vault_id, sender_id) do update set rule = excluded.rule`,
    [vaultId, senderId, rule],
  )
}

/** Deletes what never arrived whole, and forgets what was taken. Resolves with how many there were. */
export async function collectItems(tx: Transaction, items: ObjectStore): Promise<number> {
  // The rows are locked until the bytes are gone, and still there when that fails.
  const due = await tx.query<{ vaultId: string; hash: Bytes }>(
    `delete from inbox_items where state <> 'waiting' and at < now() - interval '1 day'
     returning vault_id as "vaultId", hash`,
  )
  for (const { vaultId, hash } of due) await items.delete(vaultId, toHex(hash))
  return due.length
}

async function waitingItems(tx: Transaction, vaultId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    "select count(*) as count from inbox_items where vault_id = $1 and state <> 'taken'",
    [vaultId],
  )
  return row?.count ?? 0
}
