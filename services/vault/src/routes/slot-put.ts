/** Adding or renewing an opener, together with the roster that lists it. */
import type { vault } from '@nornos/contracts'
import { parseRoster } from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import { equalBytes, fromBase64Url } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { checkOrdinaryRoster } from '../domain/check-roster.ts'
import { checkSlot, slotsMax } from '../domain/check-slot.ts'
import * as events from '../events.ts'
import { findSlot, putSlot, slotList } from '../store/slot-store.ts'
import { lockVault, moveRoster } from '../store/vault-store.ts'

export function slotPut(ctx: VaultContext): Handler<typeof vault.slotPut> {
  return async ({ actor, params: { vaultId, slotId }, body }) => {
    const slotBytes = fromBase64Url(body.slot.body) ?? new Uint8Array()
    const rosterBytes = fromBase64Url(body.roster.roster) ?? new Uint8Array()
    const reply = await ctx.db.serializable(actor, async (tx) => {
      const row = await lockVault(tx, vaultId)
      if (!row) return problem('not-found')
      // Sent again because the answer was lost. Other bytes need another roster: they are not replaced behind it.
      const stored = await findSlot(tx, vaultId, slotId)
      const isRepeated =
        stored !== null && equalBytes(stored, slotBytes) && equalBytes(row.roster, rosterBytes)
      if (isRepeated) return { kind: null } as const
      const slotIds = new Set((await slotList(tx, vaultId)).map((slot) => slot.slotId)).add(slotId)
      const roster = await checkOrdinaryRoster(await parseRoster(row.roster), rosterBytes, [...slotIds])
      if (!roster.ok) return problem('roster-refused', { reason: roster.error.reason })
      const slot = checkSlot(slotBytes, slotId, roster.value)
      if (!slot.ok || body.slot.slotId !== slotId || slotIds.size > slotsMax) return problem('slot-refused')
      await moveRoster(tx, vaultId, { number: roster.value.number, bytes: rosterBytes })
      await putSlot(tx, vaultId, slot.value)
      return { kind: slot.value.kind } as const
    })
    if ('problem' in reply) return reply
    if (reply.kind) events.slotStored(reply.kind)
    return { status: 204 }
  }
}
