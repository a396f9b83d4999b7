/** Background work: one run at a time, woken by a timer or by `wake`, stopped cleanly. */
import type { Log } from './log.ts'

export interface Job {
  /** Runs soon, also when the timer is not due. */
  wake(): void
  /** Resolves when a run that is under way has ended. */
  close(): Promise<void>
}

/** A run that throws is logged and tried again at the next tick. */
export function startJob(options: {
  readonly name: string
  readonly everyMs: number
  readonly run: (signal: AbortSignal) => Promise<void>
  readonly log: Log
}): Job {
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let again = false

  const tick = () => {
    clearTimeout(timer)
    if (running) {
      again = true
      return
    }
    running = options
      .run(stop.signal)
      .catch((cause: unknown) => {
        if (!stop.signal.aborted) options.log.error('job failed', cause, { job: options.name })
      })
      .finally(() => {
        running = null
        if (stop.signal.aborted) return
        timer = setTimeout(tick, again ? 0 : options.everyMs)
        timer.unref()
        again = false
      })
  }
  timer = setTimeout(tick, 0)
  return {
    wake: () => {
      if (!stop.signal.aborted) tick()
    },
    close: async () => {
      stop.abort()
      clearTimeout(timer)
      await running
    },
  }
}
