/** What the routes of the vault service share. */
import type { Clock, Database } from '@nornos/service-kit'
import type { ChangeFeed } from './jobs/follow-changes.ts'
import type { ObjectStore } from './store/object-store.ts'

export interface VaultContext {
  readonly clock: Clock
  readonly db: Database
  readonly blobs: ObjectStore
  readonly changes: ChangeFeed
  readonly quotaBytes: number
  /** How often an open event stream looks by itself whether something is new. Milliseconds. */
  readonly lookAgainMs: number
}
