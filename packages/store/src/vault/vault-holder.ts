/** The one vault that a device has, open or not, and who is told of what happens to it. Read next: ../unlocked.ts. */

import type { Instant, PlatformId } from '@nornos/health-model'
import type { Result } from '@nornos/std'
import { type DeviceClock, type DeviceTimers, systemClock, systemTimers } from '../clock.ts'
import type { DeviceApi } from '../device-api.ts'
import { type DeviceLocks, localLocks } from '../device-locks.ts'
import type { DeviceProblem } from '../device-problem.ts'
import { keepClosing, readClosing } from '../leaving/closing-word.ts'
import type { Change, DeviceParts } from '../open-device.ts'
import type { DeviceStorage } from '../storage/device-storage.ts'
import { watchStorage } from '../storage/watch-storage.ts'
import { createMemoryHeads, type HeadMemory } from '../sync/known-heads.ts'
import { type OpenHooks, openUnlocked, type Unlocked } from '../unlocked.ts'
import { CalledOffError, createOpenings } from './openings.ts'
import type { Session } from './session.ts'
import { readVaultFile, unlockByOf } from './vault-file.ts'
import type { VaultState } from './vault-state.ts'

export interface DeviceOptions {
  readonly storage: DeviceStorage
  readonly api: DeviceApi
  readonly platformId: PlatformId
  readonly clock?: DeviceClock
  /** `noTimers` where a test or a program says itself when to sync. */
  readonly timers?: DeviceTimers
  /** `webLocks()` in a browser, where several tabs may be open. */
  readonly locks?: DeviceLocks
  /** `createPrivateFileHeads` in a browser; otherwise the head is remembered in the tables alone. */
  readonly heads?: HeadMemory
  readonly chance?: () => number
  /** False: other devices' commits are seen at the next sync. */
  readonly follows?: boolean
  readonly onFault?: (cause: unknown) => void
  /** How many samples an import holds before it seals them. */
  readonly heldSamplesMax?: number
}

/** Asking a locked device for data is a mistake of the caller. */
export class LockedError extends Error {
  override readonly name = 'LockedError'
}

/** The one vault of this device, open or not. */
export interface VaultHolder {
  readonly parts: DeviceParts
  readonly listeners: Set<(what: Change) => void>
  current(): Unlocked | null
  /** Throws LockedError. */
  opened(): Unlocked
  vaultState(): Promise<VaultState>
  /** Calls back whoever listens. */
  tell(what: Change): void
  /** Runs `opening` when no other tab has this device open. */
  alone<Value>(opening: () => Promise<Result<Value, DeviceProblem>>): Promise<Result<Value, DeviceProblem>>
  open(session: Session): Promise<Unlocked>
  lock(): Promise<void>
  /** Forgets everything that this device keeps. `closedAt`: when another device closed the vault, which is said then. */
  forget(closedAt: Instant | null): Promise<void>
  /** Nobody waits for it, but a fault in it must not be silent. */
  inBackground(work: () => Promise<void>): void
}

/** Sorting more than so many at once would leave the person without a sign of life for too long. */
const heldSamplesMax = 150_000

export function holdVault(options: DeviceOptions): VaultHolder {
  const parts = partsOf({ ...options, storage: watchStorage(options.storage, lost) })
  const listeners = new Set<(what: Change) => void>()
  let unlocked: Unlocked | null = null
  let forgetting: Promise<void> = Promise.resolve()
  const openings = createOpenings(parts.locks)
  let isLost: true | undefined

  function changed(what: Change): void {
    for (const listener of listeners) listener(what)
  }

  async function lock(): Promise<void> {
    if (unlocked === null) await openings.callOff()
    const ending = unlocked
    unlocked = null
    if (ending !== null) await openings.close(ending.lock())
    changed('vault')
  }

  /** The keys go; there is nothing left to be unlocked until the app is started anew. */
  function lost(): void {
    isLost = true
    lock().catch(parts.onFault)
    changed('vault')
  }

  async function forgetAll(closedAt: Instant | null): Promise<void> {
    await lock()
    const file = await readVaultFile(parts.storage)
    if (file !== null) await parts.heads.forget(file.vaultId)
    await parts.storage.clear()
    if (closedAt !== null) await keepClosing(parts.storage, closedAt)
    changed('vault')
  }

  /** One after the other: a device that closes its vault may find out at the same time that it was closed. */
  function forget(closedAt: Instant | null): Promise<void> {
    forgetting = forgetting.catch(() => undefined).then(() => forgetAll(closedAt))
    return forgetting
  }

  function follow(): OpenHooks {
    // Not awaited by who finds out: locking waits until that one is idle.
    const closed = (at: Instant) => void forget(at).catch(parts.onFault)
    return { changed, closed, follows: options.follows ?? true }
  }

  return {
    parts,
    listeners,
    forget,
    lock,
    current: () => unlocked,
    tell: changed,
    opened() {
      if (unlocked === null) throw new LockedError('the vault is locked')
      return unlocked
    },
    async vaultState() {
      if (isLost) return { state: 'none', closedAt: null, isLost }
      const file = unlocked?.device.session.file ?? (await readVaultFile(parts.storage))
      if (file === null) return { state: 'none', closedAt: await readClosing(parts.storage) }
      const { deviceName, vaultId } = file
      if (unlocked === null) return { state: 'locked', vaultId, deviceName, unlockBy: unlockByOf(file) }
      return { state: 'open', vaultId, deviceName, zone: zoneOf(unlocked.device) }
    },
    alone: (opening) => openings.run(opening, () => unlocked !== null),
    async open(session) {
      const opened = await openUnlocked(parts, session, follow())
      if (openings.isCalledOff()) {
        await opened.lock()
        throw new CalledOffError('the vault was locked while it was opened')
      }
      unlocked = opened
      changed('vault')
      return opened
    },
    inBackground: (work) => void work().catch(parts.onFault),
  }
}

function partsOf(options: DeviceOptions): DeviceParts {
  const { api, platformId, storage } = options
  return {
    storage,
    api,
    platformId,
    clock: options.clock ?? systemClock,
    timers: options.timers ?? systemTimers,
    locks: options.locks ?? localLocks(),
    heads: options.heads ?? createMemoryHeads(),
    chance: options.chance ?? Math.random,
    onFault: options.onFault ?? rethrow,
    heldSamplesMax: options.heldSamplesMax ?? heldSamplesMax,
  }
}

/** Nobody waits for it, but a fault in it must not be silent. */
function rethrow(cause: unknown): void {
  queueMicrotask(() => {
    throw cause
  })
}

/** Where the person is now, as far as anybody knows. */
function zoneOf({ clock, knowledge }: Unlocked['device']): string {
  return knowledge.findZone(clock.now().getTime(), '') ?? knowledge.noticedZones.at(-1)?.zone ?? ''
}
