/** What waits in one's own inbox. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { millisecondsToInstant } from '@nornos/health-model'
import { toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { inboxItems } from '../store/inbox-store.ts'
import { findVault } from '../store/vault-store.ts'

export function inboxList(ctx: VaultContext): Handler<typeof vault.inboxList> {
  return async ({ actor, params: { vaultId } }) => {
    const found = await ctx.db.asActor(actor, async (tx) =>
      (await findVault(tx, vaultId)) ? inboxItems(tx, vaultId) : null,
    )
    if (!found) return problem('not-found')
    const items = found.map(({ hash, receivedAt, ...item }) => ({
      ...item,
      hash: toHex(hash),
      receivedAt: millisecondsToInstant(receivedAt.getTime()),
    }))
    return { status: 200, body: { items } }
  }
}
