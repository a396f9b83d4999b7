/** Decides whether an opener may be stored: it must be one that the signed roster lists, key and kind. */
import { CryptoError, parseSlot, type Roster, type SlotKind } from '@nornos/crypto/verify'
import { equalBytes, err, ok, type Result } from '@nornos/std'

export interface CheckedSlot {
  readonly slotId: string
  readonly kind: SlotKind
}

export type SlotRefusal = { readonly type: 'SlotRefused' }

export function checkSlot(
  bytes: Uint8Array,
  slotId: string,
  roster: Roster,
): Result<CheckedSlot, SlotRefusal> {
  const slot = readSlot(bytes)
  const entry = roster.slots.find((listed) => listed.id === slotId)
  const fits =
    slot !== null &&
    entry !== undefined &&
    slot.slotId === slotId &&
    slot.vaultId === roster.vaultId &&
    slot.kind === entry.kind &&
    equalBytes(slot.publicKey, entry.publicKey)
  return fits ? ok({ slotId, kind: slot.kind }) : err({ type: 'SlotRefused' })
}

function readSlot(bytes: Uint8Array): ReturnType<typeof parseSlot> | null {
  try {
    return parseSlot(bytes)
  } catch (cause) {
    if (cause instanceof CryptoError) return null
    throw cause
  }
}
