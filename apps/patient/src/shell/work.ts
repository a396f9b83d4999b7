/** Long work that the person has begun and waits for: the vault does not lock itself meanwhile. */

/**
 * How long such work keeps a vault open that nobody touches, in milliseconds: 5 GB at 1.5 Mbit/s. A device that was left
 * alone must not stay open for ever.
 */
const heldOpenMs = 8 * 3_600_000
/** After so long without a piece that got through, nobody waits for it any more: a part of 8 MiB at 75 kbit/s. */
const stalledMs = 15 * 60_000

let running = 0
let progressedAt = 0
const listeners = new Set<() => void>()

/** `lastSign`: when the person was last there, milliseconds since 1970, like `now`. */
export function isHeldOpen(lastSign: number, now: number): boolean {
  return now - lastSign < heldOpenMs && now - progressedAt < stalledMs
}

/** Something that the person waits for got further, or began: not that it was tried once more. */
export function noteProgress(): void {
  progressedAt = Date.now()
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
  noteProgress()
  for (const listener of listeners) listener()
}
