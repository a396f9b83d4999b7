/** One sealed item, as it arrived. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { findItem } from '../store/inbox-store.ts'

export function inboxRead(ctx: VaultContext): Handler<typeof vault.inboxRead> {
  return async ({ actor, params: { vaultId, itemId } }) => {
    const item = await ctx.db.asActor(actor, (tx) => findItem(tx, vaultId, itemId))
    const bytes = item && (await ctx.inbox.get(vaultId, toHex(item.hash)))
    if (!bytes) return problem('not-found')
    return { status: 200, body: bytes, headers: { 'content-length': String(item.size) } }
  }
}
