/** The receipt of a closing whose answer was lost. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { VaultContext } from '../context.ts'
import { findReceipt } from '../store/receipt-store.ts'

export function receiptRead(ctx: VaultContext): Handler<typeof vault.receiptRead> {
  return async ({ actor, params: { vaultId } }) => {
    const receipt = await ctx.db.asActor(actor, (tx) => findReceipt(tx, vaultId))
    return receipt === null ? problem('not-found') : { status: 200, body: receipt }
  }
}
