/**
 * When to sync, and what to say about it: soon after changes, at once when another device has committed, again after
 * an outage, and never any more after an alarm. Publishing has a runner of its own.
 */
import { err, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import { removeDueFiles } from '../files/remove-due-files.ts'
import { countBySourceOrder } from '../health/source-order.ts'
import { closedElsewhere } from '../leaving/closing-word.ts'
import type { OpenDevice } from '../open-device.ts'
import { endDueCodes } from '../openers/let-device-in.ts'
import { endUsedContacts } from '../openers/recovery-contact.ts'
import { type Alarm, AlarmError, keepAlarm, setAlarmAside } from './alarm.ts'
import { acceptRestore } from './follow-restore.ts'
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
  /** After the vault was put back from a backup: the person says yes to it, and what is newer here goes out again. */
  accept(): Promise<Result<undefined, DeviceProblem>>
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
    alarm = (await syncOnce(device, note)) ?? alarm
  }

  async function recheck(): Promise<void> {
    if (alarm === null) return run()
    await setAlarmAside(device)
    await noteSync(device, { outcome: 'rechecked', sent: 0, received: 0 })
    alarm = null
    await run()
  }

  async function accept(): Promise<Result<undefined, DeviceProblem>> {
    if (alarm?.reason !== 'restored') return ok(undefined)
    const accepted = await locks.request(writeLock(device), () => acceptRestore(device))
    if (!accepted.ok) return accepted
    alarm = null
    await run()
    return ok(undefined)
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
    accept,
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

/** One sync, and what came of it in the history. The alarm, when something does not fit. */
async function syncOnce(
  device: OpenDevice,
  note: (outcome: Result<undefined, DeviceProblem>) => Outcome,
): Promise<Alarm | null> {
  const { locks, outbox } = device
  const before = { waiting: outbox.size, received: device.received }
  const moved = () => ({
    sent: Math.max(0, before.waiting - outbox.size),
    received: device.received - before.received,
  })
  try {
    const outcome = await locks.request(writeLock(device), () => syncAndCount(device))
    if (await endsWithVault(device, outcome)) return null
    const code = !outcome.ok && outcome.error.type === 'Refused' ? outcome.error.code : undefined
    await noteSync(device, { outcome: note(outcome), ...moved(), code })
    return null
  } catch (cause) {
    if (device.signal.aborted) return null
    if (!(cause instanceof AlarmError)) throw cause
    const alarm = await keepAlarm(device, cause)
    await noteSync(device, { outcome: 'alarm', ...moved(), code: alarm.reason })
    return alarm
  }
}

/** True when another device of this person has closed the vault: then this one forgets everything. */
async function endsWithVault(
  device: OpenDevice,
  outcome: Result<undefined, DeviceProblem>,
): Promise<boolean> {
  const closedAt = outcome.ok ? null : await closedElsewhere(device, outcome.error)
  if (closedAt !== null) device.closed(closedAt)
  return closedAt !== null
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
  const ended = await endDueCodes(device)
  if (!ended.ok) return ended
  const pushed = await pushOutbox(device)
  const usedUp = await endUsedContacts(device)
  const pinned = await pinRosters(device)
  if (!pushed.ok) return pushed
  if (!usedUp.ok) return usedUp
  const witnessed = await witnessDaily(device)
  return witnessed.ok ? pinned : witnessed
}

/** Held by whoever changes what the device has: a sync, or an import. */
export function writeLock({ session }: Pick<OpenDevice, 'session'>): string {
  return `nornos-write-${session.file.vaultId}-${session.file.deviceId}`
}
