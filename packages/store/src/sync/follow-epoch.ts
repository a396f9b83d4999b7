/**
 * Another device has started a new epoch: this one takes the new root key out of its own slot, which it has open while
 * it is unlocked. Nobody is asked for words. `specs/key-hierarchy.md` §7.
 */
import { CryptoError, closeVault, followRotation, reopenSlot, type Vault } from '@nornos/crypto/vault-open'
import { parseSlot } from '@nornos/crypto/verify'
import { type Bytes, ok, type Result } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { changeFile } from '../vault/change-file.ts'
import { fetchKeyring } from '../vault/fetch-keyring.ts'
import { bytesToText, textToBytes } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'

/** Slot and keyring are two requests: a rotation in between shows them apart. */
const attemptsMax = 3

/** `epoch`: the least that must be there, because a roster of it is signed. */
export async function followEpoch(
  device: OpenDevice,
  epoch: number,
): Promise<Result<undefined, DeviceProblem>> {
  const { api, session, signal } = device
  const { vaultId } = session.file
  const { slotId } = parseSlot(textToBytes(session.file.slot))
  for (let attempt = 1; ; attempt++) {
    const slot = await ask(api.slotRead({ params: { vaultId, slotId }, signal }))
    if (!slot.ok) return slot
    const keyring = await fetchKeyring(device, vaultId)
    if (!keyring.ok) return keyring
    const slotText = slot.value.body.body
    const next = await openNext(device, epoch, textToBytes(slotText), keyring.value)
    if (next !== null) {
      await adopt(device, next, { slot: slotText, keyring: bytesToText(keyring.value) })
      return ok(undefined)
    }
    if (attempt === attemptsMax) throw new AlarmError('roster_mismatch', [slotText])
  }
}

/** Null when slot and keyring are not of one vault in one epoch, or do not continue what this device knows. */
async function openNext(
  { session }: OpenDevice,
  epoch: number,
  slot: Bytes,
  keyring: Bytes,
): Promise<Vault | null> {
  try {
    const root = await reopenSlot(session.access, slot)
    if (root.epoch < epoch) return null
    const next = await followRotation(session.vault, root, keyring)
    root.rootKey.fill(0)
    return next
  } catch (cause) {
    if (cause instanceof CryptoError) return null
    throw cause
  }
}

async function adopt(
  device: OpenDevice,
  next: Vault,
  kept: { readonly slot: string; readonly keyring: string },
): Promise<void> {
  const { session } = device
  await changeFile(device, (file) => ({ ...file, ...kept }))
  const before = session.vault
  session.vault = next
  closeVault(before)
  device.changed('keys')
}
