import type { auth } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import { findAccountById } from '../store/account-store.ts'

export function meRead(ctx: AuthContext): Handler<typeof auth.meRead> {
  return async ({ actor }) => {
    const account = await ctx.db.asActor(actor, (tx) => findAccountById(tx, actor.id ?? ''))
    if (!account || actor.sessionId === null) return problem('not-found')
    const { id, name, email, actor: role } = account
    return { status: 200, body: { id, name, email, actor: role, sessionId: actor.sessionId } }
  }
}
