/** A vault that is open on this device: its keys in memory, and the roster that says who else belongs to it. */
import {
  closeSlotAccess,
  closeVault,
  type DeviceSigner,
  type DeviceUnlock,
  enterSlot,
  openDeviceSigner,
  openRoster,
  openVault,
  type Roster,
  type SlotAccess,
  type Vault,
} from '@nornos/crypto/vault-open'
import { present } from '@nornos/std'
import type { DeviceStorage } from '../storage/device-storage.ts'
import { readDeviceSecret, textToBytes, type VaultFile } from './vault-file.ts'

export interface Session {
  file: VaultFile
  /** Another one after a rotation. */
  vault: Vault
  readonly signer: DeviceSigner
  /** This device's own slot, open: a rotation by another device is followed with it. */
  access: SlotAccess
  /** Every roster that was ever seen, oldest first; each is of this vault and signed by its root key. */
  rosters: readonly Roster[]
}

/** Opens what the device keeps, with six words or a passkey. Throws `cannot-open` for the wrong ones. */
export async function openSession(
  storage: DeviceStorage,
  file: VaultFile,
  unlock: DeviceUnlock,
): Promise<Session> {
  const { access, root } = await enterSlot(textToBytes(file.slot), {
    kind: 'device',
    deviceId: file.deviceId,
    deviceKey: await readDeviceSecret(storage),
    unlock,
  })
  const vault = await openVault(root, textToBytes(file.keyring))
  root.rootKey.fill(0)
  const signer = await openDeviceSigner(vault, file.deviceId, textToBytes(file.signingKey))
  const rosters: Roster[] = []
  for (const roster of file.rosters) rosters.push(await openRoster(vault, textToBytes(roster)))
  return { file, vault, signer, access, rosters }
}

/** The roster in force, as far as this device knows. */
export function rosterOf(session: Session): Roster {
  return present(session.rosters.at(-1), 'a vault has a roster')
}

/** Overwrites the keys. Nothing of the session may be used afterwards. */
export function closeSession(session: Session): void {
  closeVault(session.vault)
  closeSlotAccess(session.access)
}
