/**
 * The device: the only thing that the patient's screens talk to. Holds nothing of the vault while locked. Each area of
 * it is made by its own file. Read next: vault/vault-holder.ts, vault/vault-door.ts, sync/sync-runner.ts.
 */
import type { Device } from './device.ts'
import { createEntries } from './entries/entries.ts'
import { createFiling } from './files/filing.ts'
import { createHealthViews } from './health/health-views.ts'
import { createImporting } from './import/importing.ts'
import { createInbox } from './inbox/inbox.ts'
import { createLeaving } from './leaving/leaving.ts'
import { createConflicts } from './mutable/conflicts.ts'
import { createKeys } from './openers/create-keys.ts'
import { createQuestions } from './query/questions.ts'
import { createRecords } from './records/records.ts'
import { createSharing } from './share/sharing.ts'
import { createSyncing } from './sync/syncing.ts'
import { createRecovering } from './vault/recovering.ts'
import { createVaultDoor } from './vault/vault-door.ts'
import { type DeviceOptions, holdVault } from './vault/vault-holder.ts'

export async function createDevice(options: DeviceOptions): Promise<Device> {
  const holder = holdVault(options)
  const door = createVaultDoor(holder)
  return {
    ...door,
    ...createEntries(holder),
    ...createImporting(holder),
    ...createHealthViews(holder),
    ...createInbox(holder),
    ...createFiling(holder),
    ...createQuestions(holder),
    ...createRecords(holder),
    ...createSharing(holder),
    ...createConflicts(holder),
    ...createLeaving(holder, door),
    ...createKeys(holder),
    ...createRecovering(holder),
    ...createSyncing(holder),
    publishState: async () => holder.current()?.publish.state() ?? { state: 'waiting' },
    subscribe(onChange) {
      holder.listeners.add(onChange)
      return () => holder.listeners.delete(onChange)
    },
    async close() {
      await holder.lock()
      holder.listeners.clear()
      holder.parts.storage.close()
    },
  }
}
