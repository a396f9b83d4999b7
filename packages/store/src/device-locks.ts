/** One at a time: the Web Locks of the browser between tabs, or the like of it inside one program. */

export interface DeviceLocks {
  /** Runs `work` while nobody else holds the lock of this name. */
  request<Value>(name: string, work: () => Promise<Value>): Promise<Value>
  /** Takes the lock until the returned function is called; null when somebody else keeps it. */
  hold(name: string): Promise<(() => void) | null>
}

/** A tab that is closing needs a moment to let go. */
const patienceMs = 2_000

/** Between all tabs and workers of the origin. */
export function webLocks(manager: Pick<LockManager, 'request'> = navigator.locks): DeviceLocks {
  return {
    async request<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
      let outcome: { readonly value: Value } | null = null
      await manager.request(name, async () => {
        outcome = { value: await work() }
      })
      return given(outcome)
    },
    hold(name) {
      return new Promise((resolve, reject) => {
        const taken = () =>
          new Promise<void>((release) => {
            resolve(release)
          })
        manager.request(name, { signal: AbortSignal.timeout(patienceMs) }, taken).catch((cause: unknown) => {
          if (cause instanceof DOMException) resolve(null)
          else reject(cause)
        })
      })
    },
  }
}

function given<Value>(outcome: { readonly value: Value } | null): Value {
  if (outcome === null) throw new Error('a lock was given without running its work')
  return outcome.value
}

/** Inside this program alone. */
export function localLocks(): DeviceLocks {
  const tails = new Map<string, Promise<unknown>>()
  const held = new Set<string>()
  return {
    async hold(name) {
      if (held.has(name)) return null
      held.add(name)
      return () => held.delete(name)
    },
    request(name, work) {
      const before = tails.get(name) ?? Promise.resolve()
      const mine = before.then(work, work)
      tails.set(
        name,
        mine.catch(() => undefined),
      )
      return mine
    },
  }
}
