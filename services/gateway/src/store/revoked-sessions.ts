/** Sessions that ended before their tokens did. In memory: a token outlives its session by five minutes at most. */
export interface RevokedSessions {
  add(sessionId: string, now: Date): void
  has(sessionId: string): boolean
}

const keptMs = 10 * 60_000

export function createRevokedSessions(): RevokedSessions {
  const revoked = new Map<string, number>()
  return {
    add: (sessionId, now) => {
      for (const [old, at] of revoked) if (at + keptMs < now.getTime()) revoked.delete(old)
      revoked.set(sessionId, now.getTime())
    },
    has: (sessionId) => revoked.has(sessionId),
  }
}
