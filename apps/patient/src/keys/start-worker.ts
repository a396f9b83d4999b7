/** Starts a worker of this app. What it is asked would wait for ever when its code cannot be had: race it with `broken`. */

export interface StartedWorker {
  readonly worker: Worker
  /** Rejects when the worker did not start, as on a first visit that lost its network. */
  readonly broken: Promise<never>
}

export function startWorker(path: string, name: string): StartedWorker {
  const worker = new Worker(path, { type: 'module', name })
  const broken = new Promise<never>((_, reject) => {
    worker.onerror = () => reject(new Error(`the worker "${name}" did not start`))
  })
  // Whoever races it hears of it; it may come before the race.
  broken.catch(() => undefined)
  return { worker, broken }
}
