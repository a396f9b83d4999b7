/** Taking everything home, bringing it back, and leaving. Read next: take-backup.ts, check-backup.ts, close-vault.ts. */
import type { ClosureReceipt } from '@nornos/contracts'
import { millisecondsToInstant, VaultId } from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { Unlocked } from '../unlocked.ts'
import { readOpener } from '../vault/enter-vault.ts'
import type { VaultDoor } from '../vault/vault-door.ts'
import { readVaultFile } from '../vault/vault-file.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import type { OwnRecovery, VaultState } from '../vault/vault-state.ts'
import { type BackupCheck, checkBackup } from './check-backup.ts'
import { closeUnopened, readUnopenedClosure, type UnopenedClosure } from './close-unopened.ts'
import { type ClosureView, closeVault, isClosed, readClosure } from './close-vault.ts'
import { makeExport } from './export/make-export.ts'
import { type AgeLock, encrypterFor, sealWithAge } from './export/seal-with-age.ts'
import { keepLeavingNote, type LeavingNotes, readLeavingNotes } from './leaving-notes.ts'
import {
  createOutgoingFiles,
  type OutgoingFile,
  type OutgoingPiece,
  type OutgoingProblem,
} from './outgoing.ts'
import { readReceipt } from './read-receipt.ts'
import { takeBackup } from './take-backup.ts'

export interface RestoreRequest {
  /** The account that is signed in. */
  readonly vaultId: string
  readonly deviceName: string
  readonly zone: string
  readonly file: Blob
  readonly recovery: OwnRecovery
}

export interface Restored {
  readonly vault: VaultState
  /** What the file held, as it was found before anything was sent. */
  readonly check: BackupCheck
}

export interface Leaving {
  leavingNotes(): Promise<LeavingNotes>
  /** A complete backup, sealed as the vault is. Take its pieces with `nextPiece`. */
  startBackup(): Promise<Result<OutgoingFile, OutgoingProblem>>
  /** Everything readable in one zip; with `lock`, inside an `age` file. */
  startExport(lock: AgeLock | null): Promise<Result<OutgoingFile, OutgoingProblem>>
  /** The next piece, or that the file is whole and good, or what is wrong with it. */
  nextPiece(id: string): Promise<Result<OutgoingPiece, OutgoingProblem>>
  cancelFile(id: string): Promise<void>
  /** Reads the whole file, opens it with what was typed, and changes nothing. */
  checkBackup(
    file: Blob,
    recovery: OwnRecovery,
    onProgress?: (share: number) => void,
  ): Promise<Result<BackupCheck, OutgoingProblem>>
  cancelCheck(): Promise<void>
  /** For an account that has no vault: checks, sends, and becomes a device of the vault that is there again. */
  restoreBackup(
    request: RestoreRequest,
    onProgress?: (share: number) => void,
  ): Promise<Result<Restored, OutgoingProblem>>
  /** What closing destroys. */
  closure(): Promise<Result<ClosureView, DeviceProblem>>
  /**
   * Ends all sharing, destroys the vault, forgets everything here. The receipt is signed by the vault service; null when
   * it was lost with the answer to an earlier call.
   */
  closeVault(): Promise<Result<ClosureReceipt | null, DeviceProblem>>
  /** What closing destroys for an account whose vault is not opened, and what it cannot end. */
  unopenedClosure(accountId: string): Promise<Result<UnopenedClosure, DeviceProblem>>
  /** For whoever lost what opens the vault, or never made one: destroys it, forgets everything here. Null: there was none. */
  closeUnopened(accountId: string): Promise<Result<ClosureReceipt | null, DeviceProblem>>
  /** Forgets everything that this device keeps, without telling anybody. */
  clearDevice(): Promise<void>
}

export function createLeaving(holder: VaultHolder, door: Pick<VaultDoor, 'recoverVault'>): Leaving {
  return { ...createTakingHome(holder), ...createBringingBack(holder, door), ...createClosing(holder) }
}

type TakingHome = Pick<Leaving, 'leavingNotes' | 'startBackup' | 'startExport' | 'nextPiece' | 'cancelFile'>

function createTakingHome(holder: VaultHolder): TakingHome {
  const files = createOutgoingFiles()
  const day = () => holder.parts.clock.now().toISOString().slice(0, 10)
  return {
    leavingNotes: async () => readLeavingNotes(holder.opened().device.boxes),
    async startBackup() {
      const ready = await inStep(holder.current())
      if (!ready.ok) return ready
      const { open, share } = takeBackup(ready.value.device)
      const file = { name: `nornos-backup-${day()}.tar`, contentType: 'application/x-tar' }
      return ok(files.start(file, open, share))
    },
    async startExport(lock) {
      const unlocked = holder.current()
      if (unlocked === null) return err({ type: 'VaultLocked' })
      const { open, share } = makeExport(unlocked.device)
      const name = `nornos-export-${day()}.zip`
      if (lock === null) return ok(files.start({ name, contentType: 'application/zip' }, open, share))
      const encrypter = lockWith(lock)
      if (encrypter === null) return err({ type: 'RecipientUnknown' })
      const sealed = (signal: AbortSignal) => sealWithAge(open(signal), encrypter)
      return ok(files.start({ name: `${name}.age`, contentType: 'application/octet-stream' }, sealed, share))
    },
    nextPiece: files.next,
    cancelFile: files.cancel,
  }
}

type BringingBack = Pick<Leaving, 'checkBackup' | 'cancelCheck' | 'restoreBackup'>

function createBringingBack(holder: VaultHolder, door: Pick<VaultDoor, 'recoverVault'>): BringingBack {
  const { parts } = holder
  let checking = new AbortController()

  async function check(
    file: Blob,
    recovery: OwnRecovery,
    onProgress: (share: number) => void = () => undefined,
  ) {
    const typed = await readOpener(recovery)
    if (!typed.ok) return typed
    checking.abort()
    checking = new AbortController()
    const { signal } = checking
    return checkBackup({ file, opener: typed.value.opener, chance: parts.chance, onProgress, signal })
  }

  async function noteCheck(unlocked: Unlocked | null, found: BackupCheck): Promise<void> {
    if (unlocked === null || unlocked.device.session.file.vaultId !== found.vaultId) return
    const at = millisecondsToInstant(parts.clock.now().getTime())
    const { bytes, n, objects } = found
    await keepLeavingNote(unlocked.device, { check: { at, n, objects, bytes } })
  }

  return {
    async checkBackup(file, recovery, onProgress) {
      const checked = await check(file, recovery, onProgress)
      if (!checked.ok) return checked
      await noteCheck(holder.current(), checked.value.check)
      return ok(checked.value.check)
    },
    cancelCheck: async () => checking.abort(),
    async restoreBackup({ file, recovery, ...request }, onProgress) {
      if ((await readVaultFile(parts.storage)) !== null) return err({ type: 'VaultExists' })
      const checked = await check(file, recovery, onProgress)
      if (!checked.ok) return checked
      const { check: found, closure } = checked.value
      if (found.vaultId !== request.vaultId) return err({ type: 'BackupOfAnother' })
      const params = { vaultId: VaultId.parse(request.vaultId) }
      const restored = await ask(parts.api.vaultRestore({ params, query: { closure }, body: file }))
      if (!restored.ok)
        return isRefusal(restored.error, 'vault-exists') ? err({ type: 'VaultExists' }) : restored
      const opened = await door.recoverVault({ ...request, ...recovery })
      if (!opened.ok) return err({ type: 'RestoredNotOpened' })
      await noteCheck(holder.current(), found)
      return ok({ vault: opened.value, check: found })
    },
  }
}

type Closing = Pick<Leaving, 'closure' | 'closeVault' | 'unopenedClosure' | 'closeUnopened' | 'clearDevice'>

function createClosing(holder: VaultHolder): Closing {
  const { api, storage } = holder.parts
  return {
    async closure() {
      const unlocked = holder.current()
      return unlocked === null ? err({ type: 'VaultLocked' }) : readClosure(unlocked.device)
    },
    async closeVault() {
      const unlocked = holder.current()
      if (unlocked === null) return err({ type: 'VaultLocked' })
      // Syncing would find that out too, and forget as if another device had done it.
      const isDone = await isClosed(unlocked.device)
      if (!isDone) await unlocked.sync.run()
      const receipt = isDone
        ? await readReceipt(api, unlocked.device.session.file.vaultId)
        : await closeVault(unlocked.device)
      if (receipt.ok) await holder.forget(null)
      return receipt
    },
    unopenedClosure: (accountId) => readUnopenedClosure(api, VaultId.parse(accountId)),
    async closeUnopened(accountId) {
      const file = await readVaultFile(storage)
      // What lies here is another person's.
      if (file !== null && file.vaultId !== accountId) return err({ type: 'VaultExists' })
      const receipt = await closeUnopened(api, VaultId.parse(accountId))
      if (receipt.ok) await holder.forget(null)
      return receipt
    },
    clearDevice: () => holder.forget(null),
  }
}

/** What is only here would be missing from the backup. */
async function inStep(unlocked: Unlocked | null): Promise<Result<Unlocked, DeviceProblem>> {
  if (unlocked === null) return err({ type: 'VaultLocked' })
  await unlocked.sync.run()
  const state = unlocked.sync.state()
  if (state.state === 'alarm') return err({ type: 'Alarm', reason: state.reason })
  return unlocked.device.outbox.size > 0 ? err({ type: 'Offline' }) : ok(unlocked)
}

function lockWith(lock: AgeLock) {
  try {
    return encrypterFor(lock)
  } catch {
    return null
  }
}
