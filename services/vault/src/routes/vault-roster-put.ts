/** The next roster by itself. What stands in force is answered, for the apps to compare the pins of all services. */
import type { vault } from '@nornos/contracts'
import { parseRoster } from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import { equalBytes, fromBase64Url, toBase64Url, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { checkOrdinaryRoster } from '../domain/check-roster.ts'
import * as events from '../events.ts'
import { slotList } from '../store/slot-store.ts'
import { lockVault, moveRoster } from '../store/vault-store.ts'

export function vaultRosterPut(ctx: VaultContext): Handler<typeof vault.vaultRosterPut> {
  return async ({ actor, params: { vaultId }, body }) => {
    const bytes = fromBase64Url(body.roster) ?? new Uint8Array()
    const reply = await ctx.db.serializable(actor, async (tx) => {
      const row = await lockVault(tx, vaultId)
      if (!row) return problem('not-found')
      const last = await parseRoster(row.roster)
      if (!equalBytes(row.roster, bytes)) {
        const slotIds = (await slotList(tx, vaultId)).map((slot) => slot.slotId)
        const next = await checkOrdinaryRoster(last, bytes, slotIds)
        if (!next.ok) return problem('roster-refused', { reason: next.error.reason })
        await moveRoster(tx, vaultId, { number: next.value.number, bytes })
      }
      const { hash, number, rootPublicKey } = await parseRoster(bytes)
      const pin = { number, hash: toHex(hash), rootPublicKey: toBase64Url(rootPublicKey) }
      return { status: 200, body: pin } as const
    })
    if (!('problem' in reply)) events.rosterChanged(reply.body.number)
    return reply
  }
}
