/** Sessions that ended before their tokens did. In memory: a token outlives its session by five minutes at most. */
export interface RevokedSessions {
  /** Also ends what this session has open. */
  add(sessionId: string, now: Date): void
  has(sessionId: string): boolean
  /** Aborted when the session ends, at once when it has ended. */
  endOf(sessionId: string, now: Date): AbortSignal
}

/** Longer than any token, and than any stream that a service leaves open under one. */
const keptMs = 10 * 60_000
const sweepEveryMs = 60_000

interface Ending {
  readonly controller: AbortController
  usedAt: number
}

export function createRevokedSessions(): RevokedSessions {
  const revoked = new Map<string, number>()
  const endings = new Map<string, Ending>()
  let nextSweep = 0

  function sweep(now: number): void {
    if (now < nextSweep) return
    nextSweep = now + sweepEveryMs
    for (const [old, { usedAt }] of endings) if (usedAt + keptMs < now) endings.delete(old)
  }

  return {
    add: (sessionId, now) => {
      for (const [old, at] of revoked) if (at + keptMs < now.getTime()) revoked.delete(old)
      revoked.set(sessionId, now.getTime())
      endings.get(sessionId)?.controller.abort()
      endings.delete(sessionId)
    },
    has: (sessionId) => revoked.has(sessionId),
    endOf: (sessionId, now) => {
      if (revoked.has(sessionId)) return AbortSignal.abort()
      sweep(now.getTime())
      const ending = endings.get(sessionId) ?? { controller: new AbortController(), usedAt: 0 }
      ending.usedAt = now.getTime()
      endings.set(sessionId, ending)
      return ending.controller.signal
    },
  }
}
