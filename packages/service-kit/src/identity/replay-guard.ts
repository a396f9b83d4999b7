/** Remembers ids until they would be refused for their age anyway. Bounded: full means refuse, never forget. */
export interface ReplayGuard {
  /** True the first time; false for a repetition, or when the guard is full. */
  firstUse(id: string, expiresAt: number, now: number): boolean
}

export function createReplayGuard(entriesMax: number): ReplayGuard {
  const seen = new Map<string, number>()
  let nextSweep = 0
  return {
    firstUse: (id, expiresAt, now) => {
      if (now >= nextSweep || seen.size >= entriesMax) {
        for (const [old, until] of seen) if (until <= now) seen.delete(old)
        nextSweep = now + 10_000
      }
      if (seen.has(id) || seen.size >= entriesMax) return false
      seen.set(id, expiresAt)
      return true
    },
  }
}
