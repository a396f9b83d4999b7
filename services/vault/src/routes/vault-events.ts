/** New heads as they happen. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { findVault } from '../store/vault-store.ts'

export function vaultEvents(ctx: VaultContext): Handler<typeof vault.vaultEvents> {
  return async ({ actor, params: { vaultId }, signal }) => {
    const row = await ctx.db.asActor(actor, (tx) => findVault(tx, vaultId))
    if (!row) return problem('not-found')
    return { status: 200, body: heads(ctx, vaultId, { n: row.n, head: toHex(row.head) }, signal) }
  }
}

/** The present head first: nothing is missed between asking and listening. */
async function* heads(
  ctx: VaultContext,
  vaultId: string,
  present: { readonly n: number; readonly head: string },
  signal: AbortSignal,
) {
  yield { id: String(present.n), value: present }
  for await (const head of ctx.heads.follow(vaultId, signal)) yield { id: String(head.n), value: head }
}
