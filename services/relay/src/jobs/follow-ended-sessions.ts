/**
 * Follows auth's stream of ended sessions: whoever has signed out, or was signed out, reads nothing more with a token
 * that was issued before. When the stream breaks it is opened again, and repeats the last five minutes.
 */
import { Unavailable } from '@nornos/service-kit'
import type { RelayContext } from '../context.ts'
import { noteEndedSession } from '../store/ended-session-store.ts'

const service = { id: null, type: 'service' } as const

export async function followEndedSessions(ctx: RelayContext, signal: AbortSignal): Promise<void> {
  const reply = await ctx.auth.revokedSessionEvents({ signal })
  if (reply.problem !== undefined) throw new Unavailable(`auth answered ${reply.problem}`)
  for await (const { value } of reply.body) {
    await ctx.database.asActor(service, (tx) => noteEndedSession(tx, value.sessionId))
  }
}
