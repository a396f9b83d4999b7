/**
 * An open vault: every key that a device needs while it is unlocked. It lives in the memory of one worker and
 * is closed by `closeVault`. Read next: `open-object.ts`.
 */
import { assert, type Bytes, present } from '@nornos/std'
import { openObjectPayload } from '../format/object.ts'
import { parseObjectHeader } from '../format/object-header.ts'
import { keyringObjectId } from '../format/reserved-object.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { ed25519PublicKey, importEd25519Seed } from '../hazmat/ed25519.ts'
import { importHmacKey } from '../hazmat/hmac-sha512.ts'
import { xWingPublicKey } from '../hazmat/x-wing.ts'
import { deriveEpochKeys, type EpochKeys } from './epoch-keys.ts'
import { copyKeyring, type Keyring, parseKeyring, wipeKeyring } from './keyring.ts'
import type { VaultRootKey } from './open-slot.ts'

export interface Vault {
  readonly vaultId: string
  /** The newest epoch that this vault knows: what is sealed now is sealed under it. */
  readonly epoch: number
  /** Version of the keyring object that was opened. */
  readonly keyringVersion: number
  /** Ed25519, 32 bytes: what services have pinned. */
  readonly rootPublicKey: Bytes
  /** X-Wing, 1,216 bytes: where others seal to. */
  readonly inboxPublicKey: Bytes
  /** Keys and secrets, for this package alone. */
  readonly secrets: VaultSecrets
}

export interface VaultSecrets {
  readonly rootKey: Bytes
  readonly keyring: Keyring
  /** Keys by epoch, from 0. */
  readonly epochs: readonly EpochKeys[]
  readonly nameKey: CryptoKey
  readonly rootSigningKey: CryptoKey
}

/**
 * Opens a vault with its root key and its keyring object. Throws `cannot-open` when they do not belong
 * together, or the keyring is not of the root key's epoch.
 */
export async function openVault(root: VaultRootKey, keyringObject: Bytes): Promise<Vault> {
  const header = parseObjectHeader(keyringObject)
  if (header.objectId !== keyringObjectId || header.epoch !== root.epoch || header.part !== 0) {
    throw new CryptoError('cannot-open')
  }
  const { dataKey } = await deriveEpochKeys(root.vaultId, root.epoch, root.rootKey)
  const { kind, payload } = await openObjectPayload(dataKey, root.vaultId, keyringObject)
  if (kind !== 'keyring') throw new CryptoError('cannot-open')
  const keyring = parseKeyring(payload)
  payload.fill(0)
  if (keyring.earlierRootKeys.length !== root.epoch) throw new CryptoError('cannot-open')
  const vault = await assembleVault(root, keyring, header.version)
  wipeKeyring(keyring)
  return vault
}

/** For this package alone: derives all that follows from root key and keyring. */
export async function assembleVault(
  root: VaultRootKey,
  keyring: Keyring,
  keyringVersion: number,
): Promise<Vault> {
  const rootKeys = [...keyring.earlierRootKeys, root.rootKey]
  assert(rootKeys.length === root.epoch + 1, 'one root key for each epoch')
  const epochs: EpochKeys[] = []
  for (const [epoch, key] of rootKeys.entries()) epochs.push(await deriveEpochKeys(root.vaultId, epoch, key))
  const inboxSeed = present(keyring.inboxSeeds.at(-1), 'a keyring holds an inbox key')
  return {
    vaultId: root.vaultId,
    epoch: root.epoch,
    keyringVersion,
    rootPublicKey: await ed25519PublicKey(keyring.rootSeed),
    inboxPublicKey: await xWingPublicKey(inboxSeed),
    secrets: {
      // Copies: closing one vault must not empty another that shares an array with it.
      rootKey: root.rootKey.slice(),
      keyring: copyKeyring(keyring),
      epochs,
      nameKey: await importHmacKey(keyring.nameKey),
      rootSigningKey: await importEd25519Seed(keyring.rootSeed),
    },
  }
}

/** Overwrites the secrets with zeros. The vault must not be used afterwards. */
export function closeVault({ secrets: { keyring, rootKey } }: Vault): void {
  rootKey.fill(0)
  wipeKeyring(keyring)
}

/** The keys of one epoch; `cannot-open` for one that this vault does not know. */
export function epochKeys(vault: Vault, epoch: number): EpochKeys {
  const keys = vault.secrets.epochs[epoch]
  if (keys === undefined) throw new CryptoError('cannot-open')
  return keys
}
