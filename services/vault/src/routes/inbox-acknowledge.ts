/** An item is taken out; once more is fine. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { VaultContext } from '../context.ts'
import { takeItem } from '../store/inbox-store.ts'
import { findVault } from '../store/vault-store.ts'

export function inboxAcknowledge(ctx: VaultContext): Handler<typeof vault.inboxAcknowledge> {
  return async ({ actor, params: { vaultId, itemId } }) => {
    const taken = await ctx.db.asActor(actor, async (tx) =>
      (await findVault(tx, vaultId)) ? { sha256: await takeItem(tx, vaultId, itemId) } : null,
    )
    if (!taken) return problem('not-found')
    if (taken.sha256 !== null) await ctx.inbox.delete(vaultId, taken.sha256)
    return { status: 204 }
  }
}
