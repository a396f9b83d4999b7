/** Which vaults have something new, from whichever process took it in, to whoever listens here. */
import type { Database } from '@nornos/service-kit'
import { changeChannel } from '../store/announce-change.ts'

export interface ChangeFeed {
  /**
   * Listens from this call on, not from the first reading on: nothing that happens in between is missed. One value for
   * any number of changes since the last; also one every `everyMs`, because a notification can be lost.
   */
  follow(vaultId: string, signal: AbortSignal, everyMs: number): AsyncGenerator<undefined>
  close(): Promise<void>
}

export async function openChangeFeed(db: Database): Promise<ChangeFeed> {
  const listeners = new Map<string, Set<() => void>>()
  const stop = await db.listen(changeChannel, (vaultId) => {
    for (const wake of listeners.get(vaultId) ?? []) wake()
  })
  return {
    follow: (vaultId, signal, everyMs) => {
      const bell = makeBell(signal, everyMs)
      const own = listeners.get(vaultId) ?? new Set()
      listeners.set(vaultId, own.add(bell.ring))
      signal.addEventListener('abort', forget, { once: true })
      function forget() {
        own.delete(bell.ring)
        if (own.size === 0 && listeners.get(vaultId) === own) listeners.delete(vaultId)
      }
      return rings(bell, forget)
    },
    close: stop,
  }
}

async function* rings(bell: Bell, forget: () => void): AsyncGenerator<undefined> {
  try {
    while (await bell.rung()) yield undefined
  } finally {
    forget()
  }
}

interface Bell {
  ring(): void
  /** Resolves at the next ring, or at once when it rang meanwhile; false when `signal` is aborted. */
  rung(): Promise<boolean>
}

function makeBell(signal: AbortSignal, everyMs: number): Bell {
  let hasRung = false
  let wake: () => void = () => undefined
  const ring = () => {
    hasRung = true
    wake()
  }
  signal.addEventListener('abort', ring, { once: true })
  return {
    ring,
    rung: async () => {
      const timer = setTimeout(ring, everyMs)
      timer.unref()
      if (!hasRung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      clearTimeout(timer)
      hasRung = false
      return !signal.aborted
    },
  }
}
