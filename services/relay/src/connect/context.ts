/** What the parts of the connect process share. */
import type { Client } from '@nornos/client'
import type { vault } from '@nornos/contracts'
import type { KeyPort } from '@nornos/crypto/service-box'
import type { Database } from '@nornos/service-kit'
import type { PermitContext } from '../inbox/issue-inbox-permit.ts'
import type { Registrations } from './config.ts'
import type { ConnectMetrics } from './metrics.ts'
import type { CallOut } from './outbound/call-out.ts'
import type { PublishedKeys } from './outbound/published-keys.ts'
import type { ByteBudget } from './store/byte-budget.ts'

export interface ConnectContext extends PermitContext {
  /** Role connect_app. */
  readonly database: Database
  readonly vault: Pick<Client<typeof vault>, 'inboxPut'>
  /** Wraps the key of each connection. */
  readonly keys: KeyPort
  /** HMAC-SHA-256 under a key of our own: equal things are found again, and nobody else can tell what they are. */
  readonly mark: (...parts: readonly (string | Uint8Array)[]) => Uint8Array
  readonly callOut: CallOut
  readonly publishedKeys: PublishedKeys
  readonly registrations: Registrations
  /** Where vendors send people back to. */
  readonly redirectUrl: string
  readonly publicUrl: string
  /** Of payloads that are in memory at once. */
  readonly budget: ByteBudget
  readonly metrics: ConnectMetrics
  /** Starts the work that is due. */
  readonly wake: () => void
  readonly makeId: () => string
  /** 32 random bytes as base64url. */
  readonly makeSecret: () => string
  readonly chance: () => number
}
