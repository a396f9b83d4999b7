/** How often somebody may ask: per person when they are signed in, per network when they are not. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface RequestLimits {
  /** Seconds to wait, or null when the request may pass. */
  admit(kind: 'anonymous' | 'person', key: string): Promise<number | null>
}

export function createRequestLimits(
  perMinute: Readonly<Record<'anonymous' | 'person', number>>,
): RequestLimits {
  const limiters = {
    anonymous: new RateLimiterMemory({ points: perMinute.anonymous, duration: 60 }),
    person: new RateLimiterMemory({ points: perMinute.person, duration: 60 }),
  }
  return {
    admit: async (kind, key) => {
      try {
        await limiters[kind].consume(key)
        return null
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
        throw refusal
      }
    },
  }
}

/** The network of an address: the address itself for IPv4, the /64 for IPv6, since one home has all of it. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)
  if (mapped?.[1]) return mapped[1]
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
