/** Long work that the person has begun and waits for: the vault does not lock itself meanwhile. */

/**
 * How long such work keeps a vault open that nobody touches, in milliseconds: 5 GB at 1.5 Mbit/s. A device that was left
 * alone must not stay open for ever.
 */
const heldOpenMs = 8 * 3_600_000

let running = 0
const listeners = new Set<() => void>()

/** `lastSign`: when the person was last there, milliseconds since 1970, like `now`. */
export function isHeldOpen(lastSign: number, now: number): boolean {
  return now - lastSign < heldOpenMs
}

export function isWorking(): boolean {
  return running > 0
}

export function subscribeWork(onChange: () => void): () => void {
  listeners.add(onChange)
  return () => listeners.delete(onChange)
}

/** Counts until it has ended, also on another screen than the one on which it was begun. */
export async function working<Value>(work: () => Promise<Value>): Promise<Value> {
  change(1)
  try {
    return await work()
  } finally {
    change(-1)
  }
}

function change(by: 1 | -1): void {
  running += by
  for (const listener of listeners) listener()
}
