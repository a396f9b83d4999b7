/**
 * Decides whether a roster may follow the one that is known, and what an ordinary change of the roster may change: it
 * adds devices and openers. Whoever takes a device away starts a new epoch (check-rotation.ts).
 */
import { CryptoError, checkRosterSuccession, type Roster, verifyRoster } from '@nornos/crypto/verify'
import { equalBytes, err, ok, type Result } from '@nornos/std'

export type RosterRefusal = { readonly type: 'RosterRefused'; readonly reason: string }

/** `last` is null for the first roster of a vault. */
export async function checkRoster(
  vaultId: string,
  last: Roster | null,
  bytes: Uint8Array,
): Promise<Result<Roster, RosterRefusal>> {
  try {
    const next = await verifyRoster(bytes, { vaultId, rootPublicKey: last?.rootPublicKey ?? null })
    checkRosterSuccession(last, next)
    return ok(next)
  } catch (cause) {
    if (cause instanceof CryptoError) return refused(cause.code)
    throw cause
  }
}

/** As above, for everything but a rotation. `slotIds` are the openers that are stored once the roster is in force. */
export async function checkOrdinaryRoster(
  last: Roster,
  bytes: Uint8Array,
  slotIds: readonly string[],
): Promise<Result<Roster, RosterRefusal>> {
  const next = await checkRoster(last.vaultId, last, bytes)
  if (!next.ok) return next
  const { devices, epoch, inboxPublicKey } = next.value
  if (epoch !== last.epoch || !equalBytes(inboxPublicKey, last.inboxPublicKey)) return refused('rotation')
  const keepsDevices = last.devices.every((known) =>
    devices.some((device) => device.id === known.id && equalBytes(device.publicKey, known.publicKey)),
  )
  if (!keepsDevices) return refused('device removed')
  return listsSlots(next.value, slotIds) ? next : refused('slots')
}

/** True when the roster lists exactly these openers. */
export function listsSlots(roster: Roster, slotIds: readonly string[]): boolean {
  const listed = new Set(roster.slots.map((slot) => slot.id))
  return listed.size === new Set(slotIds).size && slotIds.every((id) => listed.has(id))
}

function refused(reason: string): Result<never, RosterRefusal> {
  return err({ type: 'RosterRefused', reason })
}
