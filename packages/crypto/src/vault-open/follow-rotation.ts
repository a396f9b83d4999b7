/**
 * The next epoch, as another device of the same patient made it. Sealing to a slot needs its public key alone, which
 * the server knows: what proves that the new root key comes from the patient is the keyring, which holds all that this
 * device knows and nobody else does. `specs/key-hierarchy.md` §7.
 */
import { type Bytes, equalBytes } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import type { VaultRootKey } from './open-slot.ts'
import { closeVault, openVault, type Vault } from './vault.ts'

/**
 * The vault in the epoch of `root`, which is later than that of `known`. Throws `mismatch` when the keyring does not
 * continue what is known, `cannot-open` when it is not of the root key.
 */
export async function followRotation(known: Vault, root: VaultRootKey, keyringObject: Bytes): Promise<Vault> {
  if (root.epoch <= known.epoch || root.vaultId !== known.vaultId) throw new CryptoError('mismatch')
  const next = await openVault(root, keyringObject)
  if (continues(known, next)) return next
  closeVault(next)
  throw new CryptoError('mismatch')
}

function continues(known: Vault, next: Vault): boolean {
  const before = [...known.secrets.keyring.earlierRootKeys, known.secrets.rootKey]
  const after = next.secrets.keyring
  const pairs = [
    [known.secrets.keyring.nameKey, after.nameKey],
    [known.secrets.keyring.rootSeed, after.rootSeed],
    ...before.map((key, epoch) => [key, after.earlierRootKeys[epoch]] as const),
  ] as const
  return pairs.every(([left, right]) => right !== undefined && equalBytes(left, right))
}
