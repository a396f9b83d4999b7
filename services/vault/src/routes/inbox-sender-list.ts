/** Who has sent something, or is muted or blocked. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { VaultContext } from '../context.ts'
import { senders } from '../store/inbox-store.ts'
import { findVault } from '../store/vault-store.ts'

export function inboxSenderList(ctx: VaultContext): Handler<typeof vault.inboxSenderList> {
  return async ({ actor, params: { vaultId } }) => {
    const found = await ctx.db.asActor(actor, async (tx) =>
      (await findVault(tx, vaultId)) ? senders(tx, vaultId) : null,
    )
    return found ? { status: 200, body: { senders: [...found] } } : problem('not-found')
  }
}
