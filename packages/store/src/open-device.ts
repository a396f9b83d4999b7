/** Everything that the parts of an open device share. Made at unlock, gone at lock. */
import type { VaultHead } from '@nornos/contracts'
import type { Instant, PlatformId } from '@nornos/health-model'
import type { DeviceClock, DeviceTimers } from './clock.ts'
import type { DeviceApi } from './device-api.ts'
import type { DeviceLocks } from './device-locks.ts'
import type { MutableShelf } from './mutable/mutable-memory.ts'
import type { BlockCache } from './objects/block-cache.ts'
import type { Catalog } from './objects/catalog.ts'
import type { Knowledge } from './objects/knowledge.ts'
import type { LocalBoxes } from './objects/local-boxes.ts'
import type { Outbox } from './objects/outbox.ts'
import type { StateLeaves } from './objects/state-leaves.ts'
import type { DeviceStorage } from './storage/device-storage.ts'
import type { HeadMemory } from './sync/known-heads.ts'
import type { Session } from './vault/session.ts'

/** What a device is made of. */
export interface DeviceParts {
  readonly storage: DeviceStorage
  readonly api: DeviceApi
  readonly clock: DeviceClock
  readonly timers: DeviceTimers
  readonly locks: DeviceLocks
  /** A second place for the head of the vault's chain. */
  readonly heads: HeadMemory
  /** The installation of Nornos whose consents this device signs. */
  readonly platformId: PlatformId
  /** 0 ≤ x < 1, for the jitter of timers. */
  readonly chance: () => number
  /** Told of a fault of this program in work that nobody waits for. */
  readonly onFault: (cause: unknown) => void
  /** How many samples an import holds before it seals them. */
  readonly heldSamplesMax: number
}

export type Change = 'vault' | 'sync' | 'publish' | 'imports' | 'inbox' | 'files' | 'data' | 'keys'

export interface OpenDevice extends DeviceParts {
  readonly session: Session
  readonly boxes: LocalBoxes
  readonly catalog: Catalog
  readonly outbox: Outbox
  readonly leaves: StateLeaves
  readonly cache: BlockCache
  readonly shelf: MutableShelf
  /** What relay was last told of the vault's head since unlock. */
  witnessed: { readonly head: string; readonly at: number }
  /** How full the vault is, as it said last; null before it was asked. */
  quota: VaultHead['quota'] | null
  /** Objects of other devices that were taken over since unlock. */
  received: number
  /** Sources and zones; read anew when a note about them changes. */
  knowledge: Knowledge
  /** Aborted at lock. */
  readonly signal: AbortSignal
  readonly changed: (what: Change) => void
  /** The vault was closed on another device: this one locks and forgets. */
  readonly closed: (at: Instant) => void
  /** New things wait to be sent: syncing follows soon. */
  readonly queued: () => void
}
