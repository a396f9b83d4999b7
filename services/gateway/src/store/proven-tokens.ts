/**
 * Access tokens that have opened something here. Only relay can tell a good one from a made-up one: until it did, a
 * token counts for nothing, and asking with new ones again and again counts like asking with none.
 */
import { createHash } from 'node:crypto'

export interface ProvenTokens {
  add(token: string, now: Date): void
  has(token: string, now: Date): boolean
}

/** No access token lives longer. */
const keptMs = 10 * 60_000
const entriesMax = 20_000

export function createProvenTokens(): ProvenTokens {
  const until = new Map<string, number>()
  return {
    add: (token, now) => {
      const name = nameOf(token)
      if (until.has(name)) return
      const [oldest] = until.keys()
      if (until.size >= entriesMax && oldest !== undefined) until.delete(oldest)
      until.set(name, now.getTime() + keptMs)
    },
    has: (token, now) => {
      const name = nameOf(token)
      const isProven = (until.get(name) ?? 0) > now.getTime()
      if (!isProven) until.delete(name)
      return isProven
    },
  }
}

function nameOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
