import type { auth } from '@nornos/contracts'
import type { Handler, ServerEvent } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import { revokedSince } from '../store/session-store.ts'

/** No token lives longer, so what ended earlier needs no telling. */
const tokenLifeMs = 5 * 60_000

/** Also without a notice: those of a connection that broke are lost. */
const lookEveryMs = 1_000

interface Revocation {
  readonly sessionId: string
}

export function revokedSessionEvents(ctx: AuthContext): Handler<typeof auth.revokedSessionEvents> {
  return async ({ signal }) => ({ status: 200, body: follow(ctx, signal) })
}

/** Listens first and looks afterwards: what ends in between is found at the next look. */
async function* follow(ctx: AuthContext, signal: AbortSignal): AsyncGenerator<ServerEvent<Revocation>> {
  let isNoticed = false
  let wake: (() => void) | null = null
  const notice = () => {
    isNoticed = true
    wake?.()
  }
  const stop = await ctx.db.listen('revoked_sessions', notice)
  signal.addEventListener('abort', notice, { once: true })
  let told = new Set<string>()
  try {
    while (!signal.aborted) {
      isNoticed = false
      const ended = await revokedSince(ctx.db, new Date(ctx.clock.now().getTime() - tokenLifeMs))
      for (const sessionId of ended) if (!told.has(sessionId)) yield { value: { sessionId } }
      told = new Set(ended)
      if (isNoticed) continue
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, lookEveryMs)
      wake = resolve
      await promise
      clearTimeout(timer)
    }
  } finally {
    signal.removeEventListener('abort', notice)
    await stop()
  }
}
