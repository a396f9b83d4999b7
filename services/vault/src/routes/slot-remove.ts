/** An opener goes, with the roster that no longer lists it. Two stay at least, a kit among them. */
import type { vault } from '@nornos/contracts'
import { parseRoster } from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import type { Transaction } from '@nornos/service-kit'
import { type Bytes, equalBytes, fromBase64Url } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { checkOrdinaryRoster } from '../domain/check-roster.ts'
import { isTooFew, slotsMin } from '../domain/check-slot.ts'
import * as events from '../events.ts'
import { keepSlots, slotList } from '../store/slot-store.ts'
import { lockVault, moveRoster, type VaultRow } from '../store/vault-store.ts'

export function slotRemove(ctx: VaultContext): Handler<typeof vault.slotRemove> {
  return async ({ actor, params: { vaultId, slotId }, body }) => {
    const bytes = fromBase64Url(body.roster.roster) ?? new Uint8Array()
    const reply = await ctx.db.serializable(actor, async (tx) => {
      const row = await lockVault(tx, vaultId)
      return row ? remove(tx, row, slotId, bytes) : problem('not-found')
    })
    if (!('problem' in reply)) events.slotRemoved()
    return reply
  }
}

async function remove(tx: Transaction, row: VaultRow, slotId: string, bytes: Bytes) {
  const { vaultId } = row
  const stored = await slotList(tx, vaultId)
  const stays = stored.filter((slot) => slot.slotId !== slotId)
  const staying = stays.map((slot) => slot.slotId)
  if (stays.length === stored.length) {
    // Sent again because the answer was lost.
    return equalBytes(row.roster, bytes) ? ({ status: 204 } as const) : problem('not-found')
  }
  if (isTooFew(stays)) return problem('slot-refused', { slotsMin })
  // Paper is what is left when every device is gone.
  if (!stays.some((slot) => slot.kind === 'kit')) return problem('slot-refused', { reason: 'kit' })
  const roster = await checkOrdinaryRoster(await parseRoster(row.roster), bytes, staying)
  if (!roster.ok) return problem('roster-refused', { reason: roster.error.reason })
  await moveRoster(tx, vaultId, { number: roster.value.number, bytes })
  await keepSlots(tx, vaultId, staying)
  return { status: 204 } as const
}
