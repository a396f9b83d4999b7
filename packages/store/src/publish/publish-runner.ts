/**
 * When to publish: at once after a consent, otherwise on a timer of its own that is spread over a quarter of an hour,
 * so that nobody can match the vault's commits with what gets published.
 */
import { type Instant, MINUTE_MILLISECONDS, millisecondsToInstant } from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import type { PublishState } from './publish-state.ts'
import { publishUnits } from './publish-units.ts'

export interface PublishRunner {
  state(): PublishState
  schedule(): void
  run(): Promise<void>
  /** Answers when nothing is running. */
  idle(): Promise<void>
}

const waitMs = { least: MINUTE_MILLISECONDS, most: 15 * MINUTE_MILLISECONDS }

export async function createPublishRunner(device: OpenDevice): Promise<PublishRunner> {
  let state: PublishState = { state: 'waiting' }
  let running: Promise<void> | null = null
  let callOff: () => void = () => undefined
  let publishedAt: Instant | null = null

  function show(next: PublishState): void {
    state = next
    device.changed('publish')
  }

  function schedule(): void {
    callOff()
    const wait = waitMs.least + device.chance() * (waitMs.most - waitMs.least)
    callOff = device.timers.after(wait, () => void run().catch(device.onFault))
  }

  async function runOnce(): Promise<void> {
    if (device.signal.aborted) return
    const published = await device.locks.request(publishLock(device), () =>
      publishUnits(device, (tally) => show({ state: 'publishing', ...tally })),
    )
    if (!published.ok) {
      show({ state: 'waiting' })
      schedule()
      return
    }
    publishedAt = millisecondsToInstant(device.clock.now().getTime())
    show(published.value.total === 0 ? { state: 'nothing_shared' } : { state: 'published', at: publishedAt })
  }

  function run(): Promise<void> {
    callOff()
    const mine = (running ?? Promise.resolve()).then(runOnce).finally(() => {
      if (running === mine) running = null
    })
    running = mine
    return mine
  }

  device.signal.addEventListener('abort', () => callOff())
  return { state: () => state, schedule, run, idle: async () => running ?? undefined }
}

function publishLock({ session }: OpenDevice): string {
  return `nornos-publish-${session.file.vaultId}-${session.file.deviceId}`
}
