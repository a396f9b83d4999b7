/** Whether a sender is heard. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { VaultContext } from '../context.ts'
import { putSender } from '../store/inbox-store.ts'
import { findVault } from '../store/vault-store.ts'

export function inboxSenderPut(ctx: VaultContext): Handler<typeof vault.inboxSenderPut> {
  return async ({ actor, params: { vaultId, senderId }, body: { rule } }) => {
    const isDone = await ctx.db.asActor(actor, async (tx) => {
      if (!(await findVault(tx, vaultId))) return false
      await putSender(tx, vaultId, senderId, rule)
      return true
    })
    return isDone ? { status: 204 } : problem('not-found')
  }
}
