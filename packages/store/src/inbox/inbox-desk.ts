/** What the steps of the inbox share: the device, what brings things in and out, and the log that is one at a time. */
import { VaultId } from '@nornos/health-model'
import type { Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { ImportJobs } from '../import/import-jobs.ts'
import type { OpenDevice } from '../open-device.ts'
import type { SyncRunner } from '../sync/sync-runner.ts'
import { type InboxEntry, readInboxLog, writeInboxLog } from './inbox-entry.ts'

export type Done = Result<undefined, DeviceProblem>

export interface InboxDesk {
  readonly device: OpenDevice
  readonly sync: SyncRunner
  readonly imports: ImportJobs
  readonly params: { readonly vaultId: VaultId }
  log(): readonly InboxEntry[]
  find(itemId: string): InboxEntry | undefined
  /** On the disk when it answers. */
  keep(log: readonly InboxEntry[]): Promise<void>
  replace(entry: InboxEntry): Promise<void>
}

export async function openInboxDesk(
  device: OpenDevice,
  sync: SyncRunner,
  imports: ImportJobs,
): Promise<InboxDesk> {
  let log = await readInboxLog(device)
  async function keep(next: readonly InboxEntry[]): Promise<void> {
    await writeInboxLog(device, next)
    log = next
    device.changed('inbox')
  }
  return {
    device,
    sync,
    imports,
    params: { vaultId: VaultId.parse(device.session.file.vaultId) },
    log: () => log,
    find: (itemId) => log.find((one) => one.itemId === itemId),
    keep,
    replace: (entry) => keep(log.map((one) => (one.itemId === entry.itemId ? entry : one))),
  }
}
