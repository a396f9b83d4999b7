/** What the parts of shared-data have in common. */
import type { Client } from '@nornos/client'
import type { relay } from '@nornos/contracts'
import type { EventId, PlatformId } from '@nornos/health-model'
import type { Clock, Database, SessionVerifier } from '@nornos/service-kit'
import type { FieldKeys } from './store/field-keys.ts'
import type { MetricTags } from './store/metric-tags.ts'

export interface SharedDataContext {
  readonly clock: Clock
  readonly platformId: PlatformId
  /** Role shared_read: the functions that serve. */
  readonly reading: Database
  /** Role shared_write: one patient at a time. */
  readonly writing: Database
  readonly session: SessionVerifier
  readonly keys: FieldKeys
  readonly tags: MetricTags
  readonly relay: Client<typeof relay>
  readonly makeEventId: () => EventId
}
