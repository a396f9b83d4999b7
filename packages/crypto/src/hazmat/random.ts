/** The only source of randomness in this package: the platform's generator. */
import type { Bytes } from '@nornos/std'

/** Fresh bytes from the operating system's generator; at most 65,536. */
export function makeRandomBytes(byteLength: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(byteLength))
}

/** A uniform integer in 0 … limit − 1 (limit ≤ 65,536), by rejection, so that no value is favoured. */
export function makeRandomInteger(limit: number): number {
  const ceiling = 0x1_0000 - (0x1_0000 % limit)
  for (;;) {
    const [high = 0, low = 0] = makeRandomBytes(2)
    const candidate = (high << 8) | low
    if (candidate < ceiling) return candidate % limit
  }
}
