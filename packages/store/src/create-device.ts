/**
 * The device: the only thing that the patient's screens talk to. Holds nothing of the vault while locked. Read next:
 * unlocked.ts, vault/found-vault.ts, sync/sync-runner.ts, import/import-jobs.ts, publish/publish-runner.ts.
 */
import { checkSixWords } from '@nornos/crypto/vault-open'
import { kitEntropyToWords, makeKitEntropy, makeSixWords } from '@nornos/crypto/vault-seal'
import type { PlatformId } from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import { type DeviceClock, type DeviceTimers, systemClock, systemTimers } from './clock.ts'
import type { Device, VaultState } from './device.ts'
import type { DeviceApi } from './device-api.ts'
import { type DeviceLocks, localLocks } from './device-locks.ts'
import type { DeviceProblem } from './device-problem.ts'
import type { Change, DeviceParts } from './open-device.ts'
import { readNights } from './query/read-nights.ts'
import { readOverview } from './query/read-overview.ts'
import { readSeries } from './query/read-series.ts'
import { readSnapshot } from './query/read-snapshot.ts'
import { readWorkouts } from './query/read-workouts.ts'
import { share, stopSharing } from './share/share.ts'
import type { DeviceStorage } from './storage/device-storage.ts'
import { noteZone, openUnlocked, type Unlocked } from './unlocked.ts'
import { foundVault } from './vault/found-vault.ts'
import { joinVault } from './vault/join-vault.ts'
import { openSession, type Session } from './vault/session.ts'
import { isWrongOpener, problemOfWords } from './vault/typed-words.ts'
import { readVaultFile, type VaultFile } from './vault/vault-file.ts'

export interface DeviceOptions {
  readonly storage: DeviceStorage
  readonly api: DeviceApi
  readonly platformId: PlatformId
  readonly clock?: DeviceClock
  /** `noTimers` where a test or a program says itself when to sync. */
  readonly timers?: DeviceTimers
  /** `webLocks()` in a browser, where several tabs may be open. */
  readonly locks?: DeviceLocks
  readonly chance?: () => number
  /** False: other devices' commits are seen at the next sync. */
  readonly follows?: boolean
  readonly onFault?: (cause: unknown) => void
}

/** Asking a locked device for data is a mistake of the caller. */
export class LockedError extends Error {
  override readonly name = 'LockedError'
}

export async function createDevice(options: DeviceOptions): Promise<Device> {
  const holder = holdVault(options)
  return {
    ...openings(holder),
    ...importing(holder),
    ...questions(holder),
    ...sharing(holder),
    syncState: async () => holder.current()?.sync.state() ?? { state: 'saved', at: null },
    publishState: async () => holder.current()?.publish.state() ?? { state: 'waiting' },
    async syncNow() {
      await holder.current()?.sync.run()
      await holder.current()?.publish.run()
    },
    subscribe(onChange) {
      holder.listeners.add(onChange)
      return () => holder.listeners.delete(onChange)
    },
    async close() {
      await holder.lock()
      holder.listeners.clear()
      holder.parts.storage.close()
    },
  }
}

/** The one vault of this device, open or not. */
interface VaultHolder {
  readonly parts: DeviceParts
  readonly listeners: Set<(what: Change) => void>
  current(): Unlocked | null
  /** Throws LockedError. */
  opened(): Unlocked
  vaultState(): Promise<VaultState>
  /** Runs `opening` when no other tab has this device open. */
  alone<Value>(opening: () => Promise<Result<Value, DeviceProblem>>): Promise<Result<Value, DeviceProblem>>
  open(session: Session): Promise<Unlocked>
  lock(): Promise<void>
}

/** Two tabs that write the same index would lose what the other one wrote. */
const openElsewhere: DeviceProblem = {
  type: 'Refused',
  code: 'open-elsewhere',
  detail: 'Nornos is open in another tab. Go on there, or close it and try again.',
}

function holdVault(options: DeviceOptions): VaultHolder {
  const parts = partsOf(options)
  const listeners = new Set<(what: Change) => void>()
  let unlocked: Unlocked | null = null
  let release: (() => void) | null = null

  function letGo(): void {
    release?.()
    release = null
  }

  function changed(what: Change): void {
    for (const listener of listeners) listener(what)
  }

  return {
    parts,
    listeners,
    current: () => unlocked,
    opened() {
      if (unlocked === null) throw new LockedError('the vault is locked')
      return unlocked
    },
    async vaultState() {
      const file = unlocked?.device.session.file ?? (await readVaultFile(parts.storage))
      if (file === null) return { state: 'none' }
      const { deviceName, vaultId } = file
      if (unlocked === null) return { state: 'locked', vaultId, deviceName }
      return { state: 'open', vaultId, deviceName, zone: unlocked.device.knowledge.zones.at(-1)?.zone ?? '' }
    },
    async alone(opening) {
      release ??= await parts.locks.hold('nornos-device')
      if (release === null) return err(openElsewhere)
      try {
        const opened = await opening()
        if (!opened.ok && unlocked === null) letGo()
        return opened
      } catch (cause) {
        letGo()
        throw cause
      }
    },
    async open(session) {
      unlocked = await openUnlocked(parts, session, { changed, follows: options.follows ?? true })
      changed('vault')
      return unlocked
    },
    async lock() {
      const ending = unlocked
      unlocked = null
      await ending?.lock()
      letGo()
      changed('vault')
    },
  }
}

type Openings = Pick<Device, 'vaultState' | 'lock' | 'makeWords' | 'createVault' | 'recoverVault' | 'unlock'>

function openings(holder: VaultHolder): Openings {
  const { parts } = holder

  async function begin(session: Session, zone: string): Promise<Result<VaultState, DeviceProblem>> {
    const unlocked = await holder.open(session)
    // A device that joins learns first where the person was.
    if (session.rosters.length > 1) await unlocked.sync.run()
    await noteZone(unlocked.device, zone)
    syncInBackground(parts, unlocked)
    return ok(await holder.vaultState())
  }

  return {
    vaultState: holder.vaultState,
    lock: holder.lock,
    async makeWords() {
      const words = await makeSixWords()
      return { words, kitWords: await kitEntropyToWords(makeKitEntropy()) }
    },
    createVault: (request) =>
      holder.alone(async () => {
        if ((await readVaultFile(parts.storage)) !== null) return err({ type: 'VaultExists' })
        const session = await foundVault(parts, request)
        return session.ok ? begin(session.value, request.zone) : session
      }),
    recoverVault: (request) =>
      holder.alone(async () => {
        if ((await readVaultFile(parts.storage)) !== null) return err({ type: 'VaultExists' })
        const session = await joinVault(parts, request)
        return session.ok ? begin(session.value, request.zone) : session
      }),
    async unlock(typedWords) {
      if (holder.current() !== null) return ok(await holder.vaultState())
      return holder.alone(async () => {
        const file = await readVaultFile(parts.storage)
        if (file === null) return err({ type: 'NoVault' })
        const session = await openWithWords(parts, file, typedWords)
        if (!session.ok) return session
        syncInBackground(parts, await holder.open(session.value))
        return ok(await holder.vaultState())
      })
    },
  }
}

async function openWithWords(
  { storage }: DeviceParts,
  file: VaultFile,
  typedWords: string,
): Promise<Result<Session, DeviceProblem>> {
  const words = await checkSixWords(typedWords)
  if (!words.ok) return err(problemOfWords(words.error))
  try {
    return ok(await openSession(storage, file, words.value))
  } catch (cause) {
    if (isWrongOpener(cause)) return err({ type: 'WordsOfAnotherVault' })
    throw cause
  }
}

function importing({ current }: VaultHolder): Pick<Device, 'importFile' | 'cancelImport' | 'imports'> {
  return {
    importFile: async (file) => current()?.imports.start(file) ?? err({ type: 'VaultLocked' }),
    cancelImport: async (importId) => current()?.imports.cancel(importId),
    imports: async () => current()?.imports.list() ?? [],
  }
}

type Questions = Pick<Device, 'overview' | 'series' | 'nights' | 'workouts' | 'snapshot'>

function questions({ opened }: VaultHolder): Questions {
  return {
    overview: async () => readOverview(opened().device),
    series: async (query) => readSeries(opened().device, query),
    nights: async (from, to) => readNights(opened().device, from, to),
    workouts: async (from, to) => readWorkouts(opened().device, from, to),
    snapshot: async (asOf, metrics, days) => readSnapshot(opened().device, asOf, metrics, days),
  }
}

function sharing({ current, parts }: VaultHolder): Pick<Device, 'share' | 'stopSharing'> {
  return {
    async share(request) {
      const unlocked = current()
      if (unlocked === null) return err({ type: 'VaultLocked' })
      const shared = await share(unlocked.device, request)
      if (shared.ok) inBackground(parts, unlocked.publish.run)
      return shared
    },
    async stopSharing(consentId) {
      const unlocked = current()
      if (unlocked === null) return err({ type: 'VaultLocked' })
      const stopped = await stopSharing(unlocked.device, consentId)
      if (stopped.ok) inBackground(parts, unlocked.publish.run)
      return stopped
    },
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
    chance: options.chance ?? Math.random,
    onFault: options.onFault ?? rethrow,
  }
}

/** Nobody waits for it, but a fault in it must not be silent. */
function rethrow(cause: unknown): void {
  queueMicrotask(() => {
    throw cause
  })
}

function syncInBackground(parts: DeviceParts, { sync, publish }: Unlocked): void {
  inBackground(parts, async () => {
    await sync.run()
    await publish.run()
  })
}

function inBackground(parts: DeviceParts, work: () => Promise<void>): void {
  work().catch(parts.onFault)
}
