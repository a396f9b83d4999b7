/** Ending a session of one's own by its id. */
import type { auth } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import { endSession } from '../oidc/end-session.ts'
import { isOwnSession } from '../store/session-store.ts'

/** For a session of somebody else the answer is that of one that never was. */
export function sessionRemove(ctx: AuthContext): Handler<typeof auth.sessionRemove> {
  return async ({ actor, params: { sessionId } }) => {
    const isOwn = await ctx.db.asActor(actor, (tx) => isOwnSession(tx, sessionId))
    if (!isOwn) return problem('not-found')
    await endSession(ctx, sessionId)
    return { status: 204 }
  }
}
