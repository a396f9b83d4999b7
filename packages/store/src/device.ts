/**
 * What the patient's app can do with the person's data. One device holds it open, in one worker; screens ask through
 * this interface, with plain values only. Expected failures come back as `DeviceProblem`; outages are part of the
 * sync state, never an exception. Each area of it is an interface of its own, beside what makes it.
 */
import type { Entries } from './entries/entries.ts'
import type { Filing } from './files/filing.ts'
import type { HealthViews } from './health/health-views.ts'
import type { Importing } from './import/importing.ts'
import type { Inbox } from './inbox/inbox.ts'
import type { Leaving } from './leaving/leaving.ts'
import type { Conflicts } from './mutable/conflicts.ts'
import type { Change } from './open-device.ts'
import type { Keys } from './openers/keys.ts'
import type { PublishState } from './publish/publish-state.ts'
import type { Questions } from './query/questions.ts'
import type { Records } from './records/records.ts'
import type { Sharing } from './share/sharing.ts'
import type { Syncing } from './sync/syncing.ts'
import type { Recovering } from './vault/recovering.ts'
import type { VaultDoor } from './vault/vault-door.ts'

export interface Device
  extends VaultDoor,
    Entries,
    Importing,
    Questions,
    Records,
    Sharing,
    Conflicts,
    HealthViews,
    Leaving,
    Keys,
    Filing,
    Inbox,
    Recovering,
    Syncing {
  publishState(): Promise<PublishState>
  /** Calls back after every change of vault, sync, publish or import state and of the data. Ends with the returned function. */
  subscribe(onChange: (what: Change) => void): () => void
  close(): Promise<void>
}
