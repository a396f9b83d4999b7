/** What the person is told about the copy in their vault. */
import type { Instant } from '@nornos/health-model'

export type SyncState =
  | { readonly state: 'saved'; readonly at: Instant | null }
  | { readonly state: 'saving'; readonly changes: number }
  | { readonly state: 'offline'; readonly changes: number }
  | {
      readonly state: 'failed'
      readonly changes: number
      readonly retryAt: Instant
      /** The vault has no room for what waits. */
      readonly isFull: boolean
    }
  /** A rollback, a fork, an altered object: the local copy is safe and nothing is overwritten. */
  | {
      readonly state: 'alarm'
      readonly reason: AlarmReason
      readonly since: Instant
      readonly by: AlarmWitness
    }

/** Whose memory the vault contradicts: that of this device, or that of relay. */
export type AlarmWitness = 'device' | 'witness'

export type AlarmReason =
  | 'rollback'
  | 'fork'
  | 'unknown_device'
  | 'altered_object'
  /** Whole and of a device of the vault, but of a kind that this version does not know. */
  | 'newer_app'
  | 'missing_blob'
  | 'roster_mismatch'
  /** Another device of this person has taken this one out of the vault. */
  | 'device_removed'
  /** The vault says that it was put back from a backup: the person is asked once. */
  | 'restored'
