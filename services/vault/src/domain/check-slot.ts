/** Decides whether openers may be stored: those that the signed roster lists, key and kind, of its epoch. */
import { CryptoError, parseSlot, type Roster, type Slot, type SlotKind } from '@nornos/crypto/verify'
import { type Bytes, equalBytes, err, ok, type Result } from '@nornos/std'
import { listsSlots } from './check-roster.ts'

export interface CheckedSlot {
  readonly slotId: string
  readonly kind: SlotKind
  readonly body: Bytes
}

export type SlotRefusal = { readonly type: 'SlotRefused' }

/** A vault keeps at least two openers of the patient's own: losing one must not lose everything. */
export const slotsMin = 2
export const slotsMax = 20

/** A recovery contact is somebody else's paper and takes days: it is none of the two. */
export function isTooFew(slots: readonly Pick<CheckedSlot, 'kind'>[]): boolean {
  return slots.filter(({ kind }) => kind !== 'contact').length < slotsMin
}

export function checkSlot(bytes: Bytes, slotId: string, roster: Roster): Result<CheckedSlot, SlotRefusal> {
  const slot = readSlot(bytes)
  const entry = roster.slots.find((listed) => listed.id === slotId)
  const fits =
    slot !== null &&
    entry !== undefined &&
    slot.slotId === slotId &&
    slot.vaultId === roster.vaultId &&
    slot.epoch === roster.epoch &&
    slot.kind === entry.kind &&
    equalBytes(slot.publicKey, entry.publicKey)
  return fits ? ok({ slotId, kind: slot.kind, body: bytes }) : err({ type: 'SlotRefused' })
}

/** All openers of a roster, none missing and none besides. */
export function checkSlots(
  slots: readonly { readonly slotId: string; readonly bytes: Bytes }[],
  roster: Roster,
): Result<readonly CheckedSlot[], SlotRefusal> {
  const slotIds = slots.map((slot) => slot.slotId)
  const isComplete = slots.length === roster.slots.length && listsSlots(roster, slotIds)
  if (!isComplete || isTooFew(roster.slots) || slots.length > slotsMax) return err({ type: 'SlotRefused' })
  const checked: CheckedSlot[] = []
  for (const { bytes, slotId } of slots) {
    const slot = checkSlot(bytes, slotId, roster)
    if (!slot.ok) return slot
    checked.push(slot.value)
  }
  return ok(checked)
}

function readSlot(bytes: Uint8Array): Slot | null {
  try {
    return parseSlot(bytes)
  } catch (cause) {
    if (cause instanceof CryptoError) return null
    throw cause
  }
}
