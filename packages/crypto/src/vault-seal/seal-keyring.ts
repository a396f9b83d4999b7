/** Seals the keyring as the object that every vault has. For this package alone. */
import { keyringObjectId } from '../format/reserved-object.ts'
import { encodeKeyring } from '../vault-open/keyring.ts'
import type { Vault } from '../vault-open/vault.ts'
import { type SealedObject, sealVerified } from './seal-object.ts'

/** Seals `vault.secrets.keyring` as version `vault.keyringVersion` under the present epoch. */
export async function sealKeyring(vault: Vault): Promise<SealedObject> {
  const payload = encodeKeyring(vault.secrets.keyring)
  const header = { epoch: vault.epoch, objectId: keyringObjectId, version: vault.keyringVersion, part: 0 }
  const sealed = await sealVerified(vault, { header, kind: 'keyring', codec: 'raw', payload })
  payload.fill(0)
  return sealed
}
