/** Tells every process of this service about a new head, when the transaction commits. */
import type { Transaction } from '@nornos/service-kit'
import { headChannel } from '../jobs/follow-heads.ts'

export async function announceHead(tx: Transaction, vaultId: string, n: number, head: string): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [headChannel, JSON.stringify({ vaultId, n, head })])
}
