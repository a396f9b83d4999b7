import type { auth } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import { endSession } from '../oidc/end-session.ts'

export function sessionEnd(ctx: AuthContext): Handler<typeof auth.sessionEnd> {
  return async ({ actor }) => {
    if (actor.sessionId === null) return problem('sign-in-needed')
    await endSession(ctx, actor.sessionId)
    return { status: 204 }
  }
}
