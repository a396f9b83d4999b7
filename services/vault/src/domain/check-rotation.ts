/** Decides whether all that starts a new epoch belongs together: roster, openers, keyring, commit. */
import { type Commit, hashBytes, type Roster } from '@nornos/crypto/verify'
import { type Bytes, err, ok, type Result } from '@nornos/std'
import { type CommitRefusal, checkPlace, checkSigner, readCommit } from './check-commit.ts'
import { movesKeyring } from './check-genesis.ts'
import { checkRoster, type RosterRefusal } from './check-roster.ts'
import { type CheckedSlot, checkSlots, type SlotRefusal } from './check-slot.ts'

export interface RotationToCheck {
  readonly roster: Bytes
  readonly keyring: Bytes
  readonly commit: Bytes
  readonly slots: readonly { readonly slotId: string; readonly bytes: Bytes }[]
}

export interface VaultBefore {
  readonly vaultId: string
  readonly n: number
  readonly head: Uint8Array
  readonly epoch: number
  readonly roster: Roster
  /** The openers that are stored now: a rotation adds none. */
  readonly slotIds: readonly string[]
}

export interface Rotation {
  readonly commit: Commit
  readonly roster: Roster
  readonly slots: readonly CheckedSlot[]
}

export type RotationRefusal = CommitRefusal | RosterRefusal | SlotRefusal

/** `now` in milliseconds UTC. What a device can mend by catching up is told first. */
export async function checkRotation(
  rotation: RotationToCheck,
  before: VaultBefore,
  now: number,
): Promise<Result<Rotation, RotationRefusal>> {
  const read = await readCommit(rotation.commit)
  if (!read.ok) return read
  const commit = read.value
  const place = checkPlace(commit, { ...before, epoch: before.epoch + 1, isRotation: true })
  if (place) return err(place)
  const roster = await checkRoster(before.vaultId, before.roster, rotation.roster)
  if (!roster.ok) return roster
  if (roster.value.epoch !== commit.epoch) return err({ type: 'RosterRefused', reason: 'epoch' })
  const slots = checkSlots(rotation.slots, roster.value)
  if (!slots.ok) return slots
  if (slots.value.some(({ slotId }) => !before.slotIds.includes(slotId))) return err({ type: 'SlotRefused' })
  const signer = await checkSigner(commit, roster.value, now)
  if (signer) return err(signer)
  const keyringHash = await hashBytes(rotation.keyring)
  const isKeyring = movesKeyring(commit, rotation.keyring, keyringHash, null)
  return isKeyring ? ok({ commit, roster: roster.value, slots: slots.value }) : err({ type: 'Malformed' })
}
