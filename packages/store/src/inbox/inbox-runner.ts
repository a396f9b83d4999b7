/** The inbox of an open device: one thing at a time, so that whoever changes the log has read it. Read next: look-through.ts. */
import type { DeviceProblem } from '../device-problem.ts'
import type { ImportJobs } from '../import/import-jobs.ts'
import type { OpenDevice } from '../open-device.ts'
import type { SyncRunner } from '../sync/sync-runner.ts'
import { acceptEntry, markEntry } from './answer-item.ts'
import { type Done, openInboxDesk } from './inbox-desk.ts'
import type { InboxEntry } from './inbox-entry.ts'
import { lookThrough } from './look-through.ts'

export interface InboxRunner {
  /** Answers when everything was done that can be done now. */
  run(): Promise<void>
  entries(): readonly InboxEntry[]
  /** Why the last look at the inbox did not come to its end; null when it did, or there was none. */
  problem(): DeviceProblem | null
  /** Milliseconds since 1970 of the last complete look. */
  checkedAt(): number | null
  accept(itemId: string): Promise<Done>
  /** Refuses, or deletes what could not be opened. */
  refuse(itemId: string): Promise<Done>
  /** Looks again at what could not be taken in. */
  retry(itemId: string): Promise<void>
  idle(): Promise<void>
}

export async function createInboxRunner(
  device: OpenDevice,
  sync: SyncRunner,
  imports: ImportJobs,
): Promise<InboxRunner> {
  const desk = await openInboxDesk(device, sync, imports)
  let problem: DeviceProblem | null = null
  let checkedAt: number | null = null
  let last: Promise<unknown> = Promise.resolve()

  function alone<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  async function runOnce(): Promise<void> {
    if (device.signal.aborted) return
    const outcome = await lookThrough(desk)
    problem = outcome.ok ? null : outcome.error
    if (outcome.ok) checkedAt = device.clock.now().getTime()
    device.changed('inbox')
  }

  const run = () => alone(runOnce)

  /** The rest needs a network and may take its time. */
  function thenRun(done: Done): Done {
    if (done.ok) run().catch(device.onFault)
    return done
  }

  return {
    run,
    entries: desk.log,
    problem: () => problem,
    checkedAt: () => checkedAt,
    accept: async (itemId) => thenRun(await alone(() => acceptEntry(desk, itemId))),
    refuse: async (itemId) => thenRun(await alone(() => markEntry(desk, itemId, 'refused'))),
    retry: async (itemId) => {
      await alone(() => markEntry(desk, itemId, 'new'))
      await run()
    },
    idle: async () => void (await last),
  }
}
