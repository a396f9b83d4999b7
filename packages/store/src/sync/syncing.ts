/** What screens ask about the copy in the vault. Read next: sync-runner.ts. */
import { type Instant, millisecondsToInstant } from '@nornos/health-model'
import { err, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import { type Alarm, readAlarm } from './alarm.ts'
import { readLastSeen } from './last-seen.ts'
import { type RestoreNote, readRestoreNote } from './restore-note.ts'
import { readSyncHistory, type SyncEvent } from './sync-history.ts'
import type { SyncState } from './sync-state.ts'

export interface SyncReport {
  readonly state: SyncState
  readonly waiting: {
    readonly changes: number
    readonly bytes: number
    readonly deletions: number
    /** When the oldest of them was made. */
    readonly since: Instant | null
  }
  /** Bytes in the vault, and how many it takes; null until it was asked. */
  readonly quota: { readonly usedBytes: number; readonly maxBytes: number } | null
  /** Step of the vault's chain that this device has reached. */
  readonly step: number
  /** The newest first. */
  readonly history: readonly SyncEvent[]
  /** With everything that proves it, to be kept or shown to somebody who can look into it. */
  readonly alarm: Alarm | null
  /** That the vault was put back from a backup, and what came of it on this device. */
  readonly restore: RestoreNote | null
}

export interface Syncing {
  syncState(): Promise<SyncState>
  /** Null while locked. */
  syncReport(): Promise<SyncReport | null>
  /** Sync and publish now instead of when the timer is due. */
  syncNow(): Promise<void>
  /**
   * After an alarm: looks again, from the last step that was good. What still contradicts raises the alarm again;
   * nothing is taken over that would not have been without it.
   */
  recheckVault(): Promise<SyncState>
  /** The person knows that the vault was put back from a backup: it holds, and what is newer here is sent again. */
  acceptRestore(): Promise<Result<undefined, DeviceProblem>>
}

export function createSyncing({ current }: VaultHolder): Syncing {
  const state = (): SyncState => current()?.sync.state() ?? { state: 'saved', at: null }
  return {
    syncState: async () => state(),
    async syncReport() {
      const unlocked = current()
      if (unlocked === null) return null
      const { device, sync } = unlocked
      const entries = device.outbox.entries()
      const [oldest] = entries
      return {
        state: sync.state(),
        waiting: {
          changes: entries.length,
          bytes: entries.reduce((sum, { blob }) => sum + (blob?.size ?? 0), 0),
          deletions: entries.filter(({ blob }) => blob === null).length,
          since: oldest === undefined ? null : millisecondsToInstant(oldest.queuedAt),
        },
        quota: device.quota,
        step: (await readLastSeen(device.boxes)).n,
        history: await readSyncHistory(device),
        alarm: await readAlarm(device.boxes),
        restore: await readRestoreNote(device.boxes),
      }
    },
    async syncNow() {
      await current()?.sync.run()
      await current()?.inbox.run()
      await current()?.publish.run()
    },
    acceptRestore: async () => (await current()?.sync.accept()) ?? err({ type: 'VaultLocked' }),
    async recheckVault() {
      await current()?.sync.recheck()
      return state()
    },
  }
}
