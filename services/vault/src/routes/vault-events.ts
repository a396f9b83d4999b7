/** New heads, and new items in the inbox, as they happen. */
import type { vault } from '@nornos/contracts'
import { type Actor, type Handler, problem } from '@nornos/endpoint'
import { toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { audibleItems } from '../store/inbox-store.ts'
import { findVault } from '../store/vault-store.ts'

export function vaultEvents(ctx: VaultContext): Handler<typeof vault.vaultEvents> {
  return async ({ actor, params: { vaultId }, signal }) => {
    // Listens before it looks: a commit in between is announced twice rather than never.
    const changes = ctx.changes.follow(vaultId, signal, ctx.lookAgainMs)
    const present = await presentHead(ctx, actor, vaultId)
    if (!present) {
      await changes.return(undefined)
      return problem('not-found')
    }
    return { status: 200, body: heads(ctx, actor, vaultId, present, changes) }
  }
}

interface Head {
  readonly n: number
  readonly head: string
  readonly inbox: number
}

async function* heads(
  ctx: VaultContext,
  actor: Actor,
  vaultId: string,
  present: Head,
  changes: AsyncGenerator<undefined>,
) {
  let last = present
  yield { id: String(last.n), value: last }
  for await (const _ of changes) {
    const next = await presentHead(ctx, actor, vaultId)
    // A vault that was closed has no more to tell.
    if (!next) return
    if (next.n === last.n && next.inbox === last.inbox) continue
    last = next
    yield { id: String(last.n), value: last }
  }
}

async function presentHead(ctx: VaultContext, actor: Actor, vaultId: string): Promise<Head | null> {
  return ctx.db.asActor(actor, async (tx) => {
    const row = await findVault(tx, vaultId)
    return row && { n: row.n, head: toHex(row.head), inbox: await audibleItems(tx, vaultId) }
  })
}
