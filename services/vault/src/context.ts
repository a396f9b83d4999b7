/** What the routes of the vault service share. */
import type { Clock, Database, JsonWebKey } from '@nornos/service-kit'
import type { ChangeFeed } from './jobs/follow-changes.ts'
import type { KnownRosters } from './store/known-rosters.ts'
import type { ObjectStore } from './store/object-store.ts'

export interface VaultContext {
  readonly clock: Clock
  readonly db: Database
  readonly blobs: ObjectStore
  /** Sealed items of others, apart from what the patient's own devices stored. */
  readonly inbox: ObjectStore
  readonly changes: ChangeFeed
  readonly rosters: KnownRosters
  readonly quotaBytes: number
  /** How often an open event stream looks by itself whether something is new. Milliseconds. */
  readonly lookAgainMs: number
  /** Relay's public key: it attests who may send. */
  readonly relayKey: JsonWebKey
  /** This service's own private key: receipts are signed with it. */
  readonly serviceKey: JsonWebKey
  /** Wakes the collector. */
  collect(): void
}
