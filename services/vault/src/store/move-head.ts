/** The last act of a commit: kept in the chain, the head moved, everybody told when the transaction commits. */
import type { Transaction } from '@nornos/service-kit'
import { type Bytes, fromHex } from '@nornos/std'
import { changeChannel } from './announce-change.ts'

export interface NewHead {
  readonly vaultId: string
  readonly n: number
  /** Hex. */
  readonly head: string
  /** The commit, verbatim. */
  readonly body: Bytes
}

export async function moveHead(tx: Transaction, { vaultId, n, head, body }: NewHead): Promise<void> {
  // One round trip: the vault is locked meanwhile.
  await tx.query(
    `with kept as (insert into commits (vault_id, n, body) values ($1, $2, $3)),
       moved as (update vaults set n = $2, head = $4 where vault_id = $1)
     select pg_notify($5, $1::text)`,
    [vaultId, n, body, fromHex(head), changeChannel],
  )
}
