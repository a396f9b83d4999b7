/** Running a service as a process of its own. */
import type { Service } from './service.ts'

/** Starts, waits for SIGINT or SIGTERM, closes in order. Resolves with the exit code. */
export async function runUntilSignalled(start: () => Promise<Service>): Promise<number> {
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  const service = await start()
  await signalled
  await service.close()
  return 0
}
