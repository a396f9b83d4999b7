/**
 * An alarm: what the server shows contradicts what this device has seen. The local copy stays as it is, nothing is sent
 * or taken over any more, and what proves it is kept.
 */
import { type Instant, Instant as InstantShape, millisecondsToInstant } from '@nornos/health-model'
import * as z from 'zod/mini'
import type { LocalBoxes } from '../objects/local-boxes.ts'
import type { OpenDevice } from '../open-device.ts'
import type { AlarmReason, AlarmWitness } from './sync-state.ts'

const reasons = [
  'rollback',
  'fork',
  'unknown_device',
  'altered_object',
  'newer_app',
  'missing_blob',
  'roster_mismatch',
  'device_removed',
  'restored',
] as const satisfies readonly AlarmReason[]

const Alarm = z.strictObject({
  reason: z.enum(reasons),
  since: InstantShape,
  /** What contradicts what, as received: commits, heads, rosters. */
  evidence: z.array(z.string()),
  by: z.enum(['device', 'witness']),
})

export interface Alarm {
  readonly reason: AlarmReason
  readonly since: Instant
  readonly evidence: readonly string[]
  readonly by: AlarmWitness
}

/** Thrown inside the sync, caught by its runner alone. */
export class AlarmError extends Error {
  override readonly name = 'AlarmError'
  readonly reason: AlarmReason
  readonly evidence: readonly string[]
  readonly by: AlarmWitness
  constructor(
    reason: AlarmReason,
    evidence: readonly string[] = [],
    options: ErrorOptions & { readonly by?: AlarmWitness } = {},
  ) {
    super(reason, options)
    this.by = options.by ?? 'device'
    this.reason = reason
    this.evidence = evidence
  }
}

const alarmKey = 'alarm'

export async function readAlarm(boxes: LocalBoxes): Promise<Alarm | null> {
  return boxes.openJson('meta', alarmKey, Alarm)
}

/** The first alarm stays: what follows it is seen through it. */
export async function keepAlarm(device: OpenDevice, error: AlarmError): Promise<Alarm> {
  const known = await readAlarm(device.boxes)
  if (known !== null) return known
  const since = millisecondsToInstant(device.clock.now().getTime())
  const { by, evidence, reason } = error
  const alarm: Alarm = { reason, since, evidence, by }
  await device.storage.write([await device.boxes.sealJson('meta', alarmKey, alarm)], 'strict')
  return alarm
}

/** The alarm is looked into again: what it rests on is kept beside, whatever comes of it. */
export async function setAlarmAside({ boxes, storage }: OpenDevice): Promise<void> {
  const alarm = await readAlarm(boxes)
  if (alarm === null) return
  const aside = await boxes.sealJson('meta', `${alarmKey}-${alarm.since}`, alarm)
  await storage.write([aside, { table: 'meta', key: alarmKey, value: null }], 'strict')
}
