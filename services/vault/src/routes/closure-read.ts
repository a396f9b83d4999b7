/** The word of a vault that was closed, for its other devices. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { millisecondsToInstant } from '@nornos/health-model'
import { fromHex, present, toBase64Url } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { findClosure } from '../store/closure-store.ts'

export function closureRead(ctx: VaultContext): Handler<typeof vault.closureRead> {
  return async ({ actor, params: { closureId } }) => {
    const id = present(fromHex(closureId), 'the contract lets hex alone pass')
    const found = await ctx.db.asActor(actor, (tx) => findClosure(tx, id))
    if (!found) return problem('not-found')
    const closedAt = millisecondsToInstant(found.closedAt.getTime())
    return { status: 200, body: { word: toBase64Url(found.word), closedAt } }
  }
}
