/** Adding or renewing an opener, together with the roster that lists it. */
import type { vault } from '@nornos/contracts'
import { parseRoster } from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import { fromBase64Url } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { checkRoster } from '../domain/check-roster.ts'
import { checkSlot } from '../domain/check-slot.ts'
import * as events from '../events.ts'
import { putSlot } from '../store/slot-store.ts'
import { lockVault, replaceRoster } from '../store/vault-store.ts'

export function slotPut(ctx: VaultContext): Handler<typeof vault.slotPut> {
  return async ({ actor, params: { vaultId, slotId }, body }) => {
    const slotBytes = fromBase64Url(body.slot.body) ?? new Uint8Array()
    const rosterBytes = fromBase64Url(body.roster.roster) ?? new Uint8Array()
    return ctx.db.serializable(actor, async (tx) => {
      const row = await lockVault(tx, vaultId)
      if (!row) return problem('not-found')
      const roster = await checkRoster(vaultId, await parseRoster(row.roster), rosterBytes)
      if (!roster.ok) return problem('roster-refused', { reason: roster.error.code })
      const slot = checkSlot(slotBytes, slotId, roster.value)
      if (!slot.ok || body.slot.slotId !== slotId) return problem('slot-refused')
      await replaceRoster(tx, vaultId, { number: roster.value.number, bytes: rosterBytes })
      await putSlot(tx, vaultId, { ...slot.value, body: slotBytes })
      events.slotStored(slot.value.kind)
      return { status: 204 } as const
    })
  }
}
