/** When it is worth trying the network again: when the browser says so, when the person says so, or after a while. */
import type { OpenDevice } from '../open-device.ts'

export interface NetworkWatch {
  back(signal: AbortSignal): Promise<void>
  wake(): void
}

const retryMs = { first: 2_000, longest: 60_000 }

export function createNetworkWatch({ chance, signal: locked, timers }: OpenDevice): NetworkWatch {
  const waiting = new Set<() => void>()
  let failures = 0
  const wake = () => {
    for (const go of waiting) go()
  }
  const online = () => {
    failures = 0
    wake()
  }
  globalThis.addEventListener?.('online', online)
  locked.addEventListener('abort', () => globalThis.removeEventListener?.('online', online))
  return {
    wake: online,
    async back(signal) {
      const pause = Math.min(retryMs.longest, retryMs.first * 2 ** failures) * (0.5 + chance() / 2)
      failures++
      await new Promise<void>((resolve) => {
        const callOff = timers.after(pause, go)
        function go(): void {
          callOff()
          waiting.delete(go)
          signal.removeEventListener('abort', go)
          resolve()
        }
        waiting.add(go)
        signal.addEventListener('abort', go)
        if (signal.aborted) go()
      })
    },
  }
}
