/** Changes of what a device keeps of its vault while locked: the file first, then what is in memory. */
import type { Roster } from '@nornos/crypto/vault-open'
import type { OpenDevice } from '../open-device.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import { type VaultFile, vaultFileChange } from './vault-file.ts'

/** Rosters that this device knows from now on, oldest first, with whatever changes together with them. */
export async function adoptRosters(
  device: Pick<OpenDevice, 'session' | 'storage'>,
  rosters: readonly Roster[],
  texts: readonly string[],
  also: (file: VaultFile) => VaultFile = (file) => file,
  changes: readonly StorageChange[] = [],
): Promise<void> {
  await changeFile(
    device,
    (file) =>
      also({
        ...file,
        rosters: [...file.rosters, ...texts],
        pinned: { relay: false, sharedData: false },
      }),
    changes,
  )
  device.session.rosters = [...device.session.rosters, ...rosters]
}

/** Changes what the device keeps of its vault while locked; `changes` are written in the same transaction. */
export async function changeFile(
  { session, storage }: Pick<OpenDevice, 'session' | 'storage'>,
  change: (file: VaultFile) => VaultFile,
  changes: readonly StorageChange[] = [],
): Promise<void> {
  const file = change(session.file)
  await storage.write([vaultFileChange(file), ...changes], 'strict')
  session.file = file
}
