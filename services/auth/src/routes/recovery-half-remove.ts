import type { auth } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import * as events from '../events.ts'
import { tellOfRecovery } from '../mail/tell-of-recovery.ts'
import { machinery } from '../store/machinery.ts'
import { deleteHalf, findRecovery } from '../store/recovery-store.ts'
import { stopRecovery } from '../store/stop-recovery.ts'

/** Who waits for it in vain is told so. After it was given out, removing it is what the device does at the end. */
export function recoveryHalfRemove(ctx: AuthContext): Handler<typeof auth.recoveryHalfRemove> {
  return async ({ actor, params: { slotId } }) => {
    const accountId = actor.id ?? ''
    const act = { accountId, eventId: crypto.randomUUID(), time: ctx.clock.now() }
    const isStopped = await ctx.db.serializable(machinery, async (tx) => {
      const waiting = await findRecovery(tx, accountId)
      const isAwaited = waiting?.slotId === slotId && waiting.givenAt === null
      const stopped = isAwaited && (await stopRecovery(tx, act))
      await deleteHalf(tx, accountId, slotId)
      return stopped
    })
    if (isStopped) {
      events.recoveryStopped()
      await tellOfRecovery(ctx, accountId, 'stopped')
    }
    return { status: 204 }
  }
}
