/** What relay's parts share. */
import type { Client } from '@nornos/client'
import type { auth, sharedData } from '@nornos/contracts'
import type { EventId, PlatformId } from '@nornos/health-model'
import type { Clock, Database, InboxPermit, SessionVerifier } from '@nornos/service-kit'
import type { RelayMetrics } from './metrics.ts'
import type { ChangeNotices } from './store/change-notices.ts'
import type { PeopleNames } from './store/people-names.ts'

/** Sends a request on: over a socket, or straight into a service of the same process. */
export type Send = (request: Request) => Promise<Response>

export interface RelayContext {
  readonly clock: Clock
  readonly platformId: PlatformId
  /** Role relay_app: everything but the trail of others. */
  readonly database: Database
  readonly auditAppending: Database
  readonly auditReading: Database
  readonly session: SessionVerifier
  readonly auth: Client<typeof auth>
  readonly sharedData: Client<typeof sharedData>
  /** One call to shared-data whose answer is not read here. */
  readonly askSharedData: (path: string, body: string, signal: AbortSignal) => Promise<Response>
  readonly names: PeopleNames
  readonly notices: ChangeNotices
  readonly metrics: RelayMetrics
  /** The value of the Authorization header that the vault takes an item in for. */
  readonly signPermit: (permit: InboxPermit) => Promise<string>
  readonly makeEventId: () => EventId
  /** An act is what a patient signs at once. */
  readonly makeActId: () => string
  /** 32 random bytes as base64url. */
  readonly makeToken: () => string
}
