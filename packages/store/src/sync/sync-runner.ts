/**
 * When to sync, and what to say about it: soon after changes, at once when another device has committed, again after
 * an outage, and never any more after an alarm. Publishing has a runner of its own.
 */
import { err, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import { removeDueFiles } from '../files/remove-due-files.ts'
import { countBySourceOrder } from '../health/source-order.ts'
import type { OpenDevice } from '../open-device.ts'
import { type Alarm, AlarmError, keepAlarm, setAlarmAside } from './alarm.ts'
import { createLastOutcome, type Outcome } from './last-outcome.ts'
import { pinRosters } from './pin-rosters.ts'
import { pullCommits } from './pull-commits.ts'
import { pushOutbox } from './push-outbox.ts'
import { noteSync } from './sync-history.ts'
import type { SyncState } from './sync-state.ts'
import { witnessDaily } from './witness-head.ts'

export interface SyncRunner {
  state(): SyncState
  /** Soon: several changes go together. */
  schedule(): void
  /** Now; answers when it is done or has failed. */
  run(): Promise<void>
  /** Runs `work` while nothing is synced or imported; what it finds out about the server is kept as an alarm. */
  exclusively<Value>(work: () => Promise<Result<Value, DeviceProblem>>): Promise<Result<Value, DeviceProblem>>
  /** After an alarm: once more from the last good step. */
  recheck(): Promise<void>
  /** Somebody else met what contradicts the vault. */
  raise(error: AlarmError): Promise<void>
  /** Answers when nothing is running. */
  idle(): Promise<void>
}

/** How long changes wait for each other. */
const debounceMs = 2_000

export function createSyncRunner(device: OpenDevice, alarmBefore: Alarm | null): SyncRunner {
  const { outbox, timers, locks } = device
  let alarm = alarmBefore
  const lastOutcome = createLastOutcome(device)
  let running: Promise<void> | null = null
  let callOff: () => void = () => undefined

  function scheduleIn(milliseconds: number): void {
    callOff()
    callOff = timers.after(milliseconds, () => void run().catch(device.onFault))
  }

  function note(outcome: Result<undefined, DeviceProblem>): Outcome {
    const { kind, waitMs } = lastOutcome.note(outcome)
    if (waitMs !== null) scheduleIn(waitMs)
    return kind
  }

  async function runOnce(): Promise<void> {
    if (alarm !== null) return
    device.changed('sync')
    const before = { waiting: outbox.size, received: device.received }
    const moved = () => ({
      sent: Math.max(0, before.waiting - outbox.size),
      received: device.received - before.received,
    })
    try {
      const outcome = await locks.request(writeLock(device), () => syncAndCount(device))
      const code = !outcome.ok && outcome.error.type === 'Refused' ? outcome.error.code : undefined
      await noteSync(device, { outcome: note(outcome), ...moved(), code })
    } catch (cause) {
      if (device.signal.aborted) return
      if (!(cause instanceof AlarmError)) throw cause
      alarm = await keepAlarm(device, cause)
      await noteSync(device, { outcome: 'alarm', ...moved(), code: alarm.reason })
    }
  }

  async function recheck(): Promise<void> {
    if (alarm === null) return run()
    await setAlarmAside(device)
    await noteSync(device, { outcome: 'rechecked', sent: 0, received: 0 })
    alarm = null
    await run()
  }

  function run(): Promise<void> {
    if (alarm !== null || device.signal.aborted) return Promise.resolve()
    callOff()
    // Who asks while it runs wants what is queued now to be sent too.
    const mine = (running ?? Promise.resolve()).then(runOnce).finally(() => {
      if (running === mine) running = null
      device.changed('sync')
    })
    running = mine
    return mine
  }

  async function exclusively<Value>(
    work: () => Promise<Result<Value, DeviceProblem>>,
  ): Promise<Result<Value, DeviceProblem>> {
    if (alarm !== null) return err({ type: 'Alarm', reason: alarm.reason })
    try {
      return await locks.request(writeLock(device), work)
    } catch (cause) {
      if (!(cause instanceof AlarmError)) throw cause
      return err({ type: 'Alarm', reason: (await raise(cause)).reason })
    }
  }

  async function raise(error: AlarmError): Promise<Alarm> {
    const kept = await keepAlarm(device, error)
    alarm = kept
    device.changed('sync')
    return kept
  }

  device.signal.addEventListener('abort', () => callOff())
  return {
    schedule: () => scheduleIn(debounceMs),
    run,
    exclusively,
    recheck,
    raise: async (error) => void (await raise(error)),
    idle: async () => running ?? undefined,
    state() {
      const changes = outbox.size
      if (alarm !== null) return { state: 'alarm', reason: alarm.reason, since: alarm.since, by: alarm.by }
      if (running !== null) return { state: 'saving', changes }
      return lastOutcome.state(changes)
    },
  }
}

/** Another device may have brought another order of sources along. */
async function syncAndCount(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  const outcome = await syncVault(device)
  await countBySourceOrder(device)
  return outcome
}

async function syncVault(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  const pulled = await pullCommits(device)
  if (!pulled.ok) return pulled
  await removeDueFiles(device)
  const pushed = await pushOutbox(device)
  const pinned = await pinRosters(device)
  if (!pushed.ok) return pushed
  const witnessed = await witnessDaily(device)
  return witnessed.ok ? pinned : witnessed
}

/** Held by whoever changes what the device has: a sync, or an import. */
export function writeLock({ session }: Pick<OpenDevice, 'session'>): string {
  return `nornos-write-${session.file.vaultId}-${session.file.deviceId}`
}
