/** Closing an account, at the word of a patient who has just shown that it is them. */
import type { auth } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { isFreshlySignedIn } from '@nornos/service-kit'
import type { AuthContext } from '../context.ts'
import * as events from '../events.ts'
import { endSession } from '../oidc/end-session.ts'
import { deleteAccount, sessionsOfAccount } from '../store/close-store.ts'
import { machinery } from '../store/machinery.ts'

export function accountClose(ctx: AuthContext): Handler<typeof auth.accountClose> {
  return async ({ actor }) => {
    if (!isFreshlySignedIn(actor, ctx.clock.now())) return problem('sign-in-again')
    const accountId = actor.id ?? ''
    const sessions = await ctx.db.asActor(machinery, (tx) => sessionsOfAccount(tx, accountId))
    // Each gateway refuses their tokens from then on, also when what follows has to be repeated.
    for (const sessionId of sessions) await endSession(ctx, sessionId)
    const isClosed = await ctx.db.asActor(machinery, (tx) => deleteAccount(tx, accountId))
    if (!isClosed) return problem('not-found')
    events.accountClosed(sessions.length)
    return { status: 204 }
  }
}
