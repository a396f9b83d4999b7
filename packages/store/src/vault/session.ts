/** A vault that is open on this device: its keys in memory, and the roster that says who else belongs to it. */
import {
  closeVault,
  type DeviceSigner,
  openDeviceSigner,
  openRoster,
  openSlot,
  openVault,
  type Roster,
  type Vault,
} from '@nornos/crypto/vault-open'
import { present } from '@nornos/std'
import type { DeviceStorage } from '../storage/device-storage.ts'
import { readDeviceSecret, textToBytes, type VaultFile } from './vault-file.ts'

export interface Session {
  file: VaultFile
  readonly vault: Vault
  readonly signer: DeviceSigner
  /** Every roster that was ever seen, oldest first; each is of this vault and signed by its root key. */
  rosters: readonly Roster[]
}

/** Opens what the device keeps with its six words. Throws `cannot-open` for the wrong ones. */
export async function openSession(
  storage: DeviceStorage,
  file: VaultFile,
  words: readonly string[],
): Promise<Session> {
  const root = await openSlot(textToBytes(file.slot), {
    kind: 'device',
    deviceId: file.deviceId,
    deviceKey: await readDeviceSecret(storage),
    unlock: { type: 'words', words },
  })
  const vault = await openVault(root, textToBytes(file.keyring))
  const signer = await openDeviceSigner(vault, file.deviceId, textToBytes(file.signingKey))
  const rosters: Roster[] = []
  for (const roster of file.rosters) rosters.push(await openRoster(vault, textToBytes(roster)))
  return { file, vault, signer, rosters }
}

/** The roster in force, as far as this device knows. */
export function rosterOf(session: Session): Roster {
  return present(session.rosters.at(-1), 'a vault has a roster')
}

/** Overwrites the keys. Nothing of the session may be used afterwards. */
export function closeSession(session: Session): void {
  closeVault(session.vault)
}
