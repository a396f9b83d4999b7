/**
 * A new epoch: new root key, sealed to the slots that remain; new inbox key; keyring with the old root keys. Old
 * objects stay readable, new ones are closed to whoever was left out. `specs/key-hierarchy.md` §7.
 */
import type { Bytes } from '@nornos/std'
import type { Roster } from '../format/roster.ts'
import { parseSlot } from '../format/slot.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { makeRandomBytes } from '../hazmat/random.ts'
import { xWingSeedBytes } from '../hazmat/x-wing-sizes.ts'
import { assembleVault, type Vault } from '../vault-open/vault.ts'
import { makeRoster, type RosterContent, type SignedRoster } from './make-roster.ts'
import { resealSlot } from './make-slot.ts'
import { sealKeyring } from './seal-keyring.ts'
import type { SealedObject } from './seal-object.ts'

export interface Rotation {
  /** The vault in its new epoch. Use it once the server has accepted the rotation. */
  readonly vault: Vault
  readonly roster: SignedRoster
  /** Every remaining slot, in the order of the roster. */
  readonly slots: readonly Bytes[]
  /** Goes into the commit that carries the rotation flag. */
  readonly keyring: SealedObject
}

/**
 * `remaining` is the roster's content without what is removed; `slotBytes` are the slots as the server has them.
 * Throws `mismatch` when a remaining slot is missing or differs from the verified roster.
 */
export async function rotateVault(
  vault: Vault,
  last: Roster,
  remaining: RosterContent,
  slotBytes: readonly Uint8Array[],
): Promise<Rotation> {
  const { keyring, rootKey } = vault.secrets
  const next = await assembleVault(
    { vaultId: vault.vaultId, epoch: vault.epoch + 1, rootKey: makeRandomBytes(32) },
    {
      ...keyring,
      inboxSeeds: [...keyring.inboxSeeds, makeRandomBytes(xWingSeedBytes)],
      earlierRootKeys: [...keyring.earlierRootKeys, rootKey],
    },
    vault.keyringVersion + 1,
  )
  const slots: Bytes[] = []
  for (const entry of remaining.slots) {
    const isListed = last.slots.some((known) => known.id === entry.id)
    const stored = slotBytes.find((bytes) => parseSlot(bytes).slotId === entry.id)
    if (!isListed || stored === undefined) throw new CryptoError('mismatch')
    slots.push(await resealSlot(next, stored, entry))
  }
  return {
    vault: next,
    roster: await makeRoster(next, last, remaining),
    slots,
    keyring: await sealKeyring(next),
  }
}
