/** What a person's devices look at, to be warned in time. */
import type { auth } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import { viewOfRecovery } from '../domain/view-recovery.ts'
import { findRecovery, recoverySlots } from '../store/recovery-store.ts'

export function recoveryRead(ctx: AuthContext): Handler<typeof auth.recoveryRead> {
  return async ({ actor }) =>
    ctx.db.asActor(actor, async (tx) => {
      const accountId = actor.id ?? ''
      const found = await findRecovery(tx, accountId)
      const slotIds = [...(await recoverySlots(tx, accountId))]
      return { status: 200, body: { slotIds, request: found === null ? null : viewOfRecovery(found) } }
    })
}
