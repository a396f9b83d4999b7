/** The last syncs that changed or said something, for the person to look at. Boxed, on this device alone. */
import { Instant, millisecondsToInstant } from '@nornos/health-model'
import * as z from 'zod/mini'
import type { OpenDevice } from '../open-device.ts'

const SyncEvent = z.strictObject({
  at: Instant,
  outcome: z.enum(['saved', 'offline', 'failed', 'alarm', 'rechecked']),
  /** Changes of this device that the vault took, and objects of other devices that came in. */
  sent: z.int(),
  received: z.int(),
  /** What a service refused with. */
  code: z.optional(z.string()),
})

export interface SyncEvent {
  readonly at: Instant
  readonly outcome: 'saved' | 'offline' | 'failed' | 'alarm' | 'rechecked'
  readonly sent: number
  readonly received: number
  readonly code?: string | undefined
}

const key = 'sync-history'
const eventsMax = 50

/** The newest first. */
export async function readSyncHistory({ boxes }: Pick<OpenDevice, 'boxes'>): Promise<readonly SyncEvent[]> {
  return (await boxes.openJson('meta', key, z.array(SyncEvent))) ?? []
}

/** An outcome that says the same as the one before and moved nothing takes its place. */
export async function noteSync(device: OpenDevice, event: Omit<SyncEvent, 'at'>): Promise<void> {
  const at = millisecondsToInstant(device.clock.now().getTime())
  const before = await readSyncHistory(device)
  const [last] = before
  const isRepeat =
    last !== undefined &&
    last.outcome === event.outcome &&
    last.code === event.code &&
    event.sent === 0 &&
    event.received === 0
  const kept = isRepeat && last.sent === 0 && last.received === 0 ? before.slice(1) : before
  const events = [{ at, ...event }, ...kept].slice(0, eventsMax)
  await device.storage.write([await device.boxes.sealJson('meta', key, events)], 'relaxed')
}
