/** Words of vaults that were closed. Nothing here leads to a patient. */
import type { Transaction } from '@nornos/service-kit'
import type { Bytes } from '@nornos/std'

export async function insertClosure(tx: Transaction, word: Bytes, closedAt: Date): Promise<void> {
  await tx.query(
    'insert into closures (closure_id, word, closed_at) values (sha256($1), $1, $2) on conflict do nothing',
    [word, closedAt],
  )
}

export async function findClosure(
  tx: Transaction,
  closureId: Bytes,
): Promise<{ readonly word: Bytes; readonly closedAt: Date } | null> {
  const [row] = await tx.query<{ word: Bytes; closedAt: Date }>(
    'select word, closed_at as "closedAt" from closures where closure_id = $1',
    [closureId],
  )
  return row ?? null
}

export async function deleteClosure(tx: Transaction, closureId: Bytes): Promise<void> {
  await tx.query('delete from closures where closure_id = $1', [closureId])
}
