/** One sealed opener. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { toBase64Url } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { findSlot } from '../store/slot-store.ts'

export function slotRead(ctx: VaultContext): Handler<typeof vault.slotRead> {
  return async ({ actor, params: { vaultId, slotId } }) => {
    const body = await ctx.db.asActor(actor, (tx) => findSlot(tx, vaultId, slotId))
    return body ? { status: 200, body: { slotId, body: toBase64Url(body) } } : problem('not-found')
  }
}
