/** Long work that the person has begun and waits for: the vault does not lock itself meanwhile. */

let running = 0
const listeners = new Set<() => void>()

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
