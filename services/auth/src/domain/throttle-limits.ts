/**
 * How often someone may try. Token buckets: nobody is ever locked out, they only wait. A known device has a bucket
 * of its own, so that a stranger who tries an address over and over does not make its owner wait.
 */

export interface ThrottleLimit {
  readonly name: string
  /** Tries that are possible at once. */
  readonly capacity: number
  /** Seconds until one more is possible. */
  readonly secondsPerToken: number
}

export const throttleLimits = {
  /** Wrong passwords and codes from one network. */
  network: { name: 'network', capacity: 60, secondsPerToken: 5 },
  /** Wrong passwords and codes for one address, from devices that never signed in. */
  address: { name: 'address', capacity: 10, secondsPerToken: 30 },
  /** The same, from one device that did. */
  device: { name: 'device', capacity: 10, secondsPerToken: 30 },
  /** Codes mailed to one address. */
  mailAddress: { name: 'mail-address', capacity: 4, secondsPerToken: 300 },
  /** Codes mailed at the request of one network. */
  mailNetwork: { name: 'mail-network', capacity: 30, secondsPerToken: 60 },
  /** Waits for a recovery contact that one person begins: each is mailed. */
  recoveryAsk: { name: 'recovery-ask', capacity: 4, secondsPerToken: 21_600 },
  /** Halves given out to one person, or asked for too early. */
  recoveryTake: { name: 'recovery-take', capacity: 12, secondsPerToken: 7_200 },
} as const satisfies Record<string, ThrottleLimit>

/** An IPv4 address, or the /64 that one household has. */
export function networkOfAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  if (!plain.includes(':')) return plain
  const [front = '', back = ''] = plain.split('::')
  const head = front.split(':').filter((part) => part !== '')
  const tail = back.split(':').filter((part) => part !== '')
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}
