/**
 * Remembers ids until they would be refused for their age anyway. Bounded: full means refuse, never forget; and an id
 * takes the same room however long its sender made it.
 */
import { createHash } from 'node:crypto'

export interface ReplayGuard {
  /** True the first time; false for a repetition, or when the guard is full. Times in milliseconds. */
  firstUse(id: string, expiresAt: number, now: number): boolean
}

const sweepEveryMs = 10_000
/** A full guard looks more often for room, but not at every request. */
const sweepFullEveryMs = 1_000

export function createReplayGuard(entriesMax: number): ReplayGuard {
  const seen = new Map<string, number>()
  let sweptAt = Number.NEGATIVE_INFINITY

  function sweep(now: number): void {
    if (now - sweptAt < (seen.size >= entriesMax ? sweepFullEveryMs : sweepEveryMs)) return
    sweptAt = now
    // At its last moment an id would still be taken.
    for (const [old, until] of seen) if (until < now) seen.delete(old)
  }

  return {
    firstUse: (id, expiresAt, now) => {
      sweep(now)
      const name = createHash('sha256').update(id).digest('base64url')
      if (seen.has(name) || seen.size >= entriesMax) return false
      seen.set(name, expiresAt)
      return true
    },
  }
}
