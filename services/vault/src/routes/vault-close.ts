/** Destroying a vault for good, at the word of a patient who has just shown that it is them. */
import type { vault } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { millisecondsToInstant } from '@nornos/health-model'
import { isFreshlySignedIn } from '@nornos/service-kit'
import { fromBase64Url, present, toHex } from '@nornos/std'
import type { VaultContext } from '../context.ts'
import { signReceipt } from '../domain/sign-receipt.ts'
import * as events from '../events.ts'
import { announceChange } from '../store/announce-change.ts'
import { destroyVault } from '../store/close-store.ts'
import { insertClosure } from '../store/closure-store.ts'
import { keepReceipt } from '../store/receipt-store.ts'
import { lockVault } from '../store/vault-store.ts'

export function vaultClose(ctx: VaultContext): Handler<typeof vault.vaultClose> {
  return async ({ actor, params: { vaultId }, body: { head, word } }) => {
    const now = ctx.clock.now()
    const reply = await ctx.db.serializable(actor, async (tx) => {
      const row = await lockVault(tx, vaultId)
      if (!row) return problem('not-found')
      if (!isFreshlySignedIn(actor, now)) return problem('sign-in-again')
      if (toHex(row.head) !== head) return problem('commit-conflict', { n: row.n, head: toHex(row.head) })
      const destroyed = await destroyVault(tx, vaultId)
      await insertClosure(tx, present(fromBase64Url(word), 'the contract lets base64url alone pass'), now)
      await announceChange(tx, vaultId)
      const closedAt = millisecondsToInstant(now.getTime())
      const receipt = signReceipt({ vaultId, n: row.n, head, ...destroyed, closedAt }, ctx.serviceKey)
      await keepReceipt(tx, receipt)
      return { status: 200, body: receipt } as const
    })
    if ('problem' in reply) return reply
    events.vaultClosed(reply.body.blobs)
    ctx.collect()
    return reply
  }
}
