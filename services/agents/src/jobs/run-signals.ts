/** Tells waiting readers, in whichever process they are, that a run has ended. */
import type { Database } from '@nornos/service-kit'
import type { RunSignals } from '../context.ts'
import { announceRun } from '../store/run-store.ts'

const channel = 'agent_runs'

export async function openRunSignals(db: Database): Promise<RunSignals & { close(): Promise<void> }> {
  const waiting = new Map<string, Set<() => void>>()
  const stop = await db.listen(channel, (runId) => {
    for (const wake of waiting.get(runId) ?? []) wake()
  })
  return {
    announce: (runId) => void announceRun(db, channel, runId).catch(() => undefined),
    wait: (runId, milliseconds, signal) =>
      new Promise<void>((resolve) => {
        const own = waiting.get(runId) ?? new Set()
        const wake = () => {
          clearTimeout(timer)
          own.delete(wake)
          if (own.size === 0) waiting.delete(runId)
          resolve()
        }
        const timer = setTimeout(wake, milliseconds)
        signal.addEventListener('abort', wake, { once: true })
        waiting.set(runId, own.add(wake))
      }),
    close: stop,
  }
}
