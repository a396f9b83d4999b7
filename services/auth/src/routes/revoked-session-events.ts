import type { auth } from '@nornos/contracts'
import type { Handler, ServerEvent } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import { revokedSince } from '../store/session-store.ts'

/** No token lives longer, so what ended earlier needs no telling. */
const tokenLifeMs = 5 * 60_000

interface Revocation {
  readonly sessionId: string
}

export function revokedSessionEvents(ctx: AuthContext): Handler<typeof auth.revokedSessionEvents> {
  return async ({ signal }) => ({ status: 200, body: follow(ctx, signal) })
}

/** Listens first and reads afterwards: what ends in between comes twice, never not at all. */
async function* follow(ctx: AuthContext, signal: AbortSignal): AsyncGenerator<ServerEvent<Revocation>> {
  const waiting: string[] = []
  let wake: (() => void) | null = null
  const stop = await ctx.db.listen('revoked_sessions', (sessionId) => {
    waiting.push(sessionId)
    wake?.()
  })
  signal.addEventListener('abort', () => wake?.(), { once: true })
  try {
    const since = new Date(ctx.clock.now().getTime() - tokenLifeMs)
    waiting.unshift(...(await revokedSince(ctx.db, since)))
    while (!signal.aborted) {
      for (const sessionId of waiting.splice(0)) yield { value: { sessionId } }
      if (waiting.length > 0 || signal.aborted) continue
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    await stop()
  }
}
