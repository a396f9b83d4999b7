import type { auth } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import * as events from '../events.ts'
import { tellOfRecovery } from '../mail/tell-of-recovery.ts'
import { machinery } from '../store/machinery.ts'
import { stopRecovery } from '../store/stop-recovery.ts'

/** Nothing to stop is as good as stopped. */
export function recoveryStop(ctx: AuthContext): Handler<typeof auth.recoveryStop> {
  return async ({ actor }) => {
    const accountId = actor.id ?? ''
    const act = { accountId, eventId: crypto.randomUUID(), time: ctx.clock.now() }
    const wasThere = await ctx.db.serializable(machinery, (tx) => stopRecovery(tx, act))
    if (wasThere) {
      events.recoveryStopped()
      await tellOfRecovery(ctx, accountId, 'stopped')
    }
    return { status: 204 }
  }
}
