/** What the routes of the vault service share. */
import type { Clock, Database } from '@nornos/service-kit'
import type { HeadFeed } from './jobs/follow-heads.ts'
import type { ObjectStore } from './store/object-store.ts'

export interface VaultContext {
  readonly clock: Clock
  readonly db: Database
  readonly objects: ObjectStore
  readonly heads: HeadFeed
  readonly quotaBytes: number
}
