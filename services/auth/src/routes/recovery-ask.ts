/** The wait for a half begins: the trail has it, and the person is told by mail before the answer leaves. */
import type { auth } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import { patientEvent } from '../domain/patient-event.ts'
import { throttleLimits } from '../domain/throttle-limits.ts'
import { viewOfRecovery } from '../domain/view-recovery.ts'
import * as events from '../events.ts'
import { mailRecoveries } from '../jobs/mail-recoveries.ts'
import { insertAuditEvent } from '../store/audit-outbox-store.ts'
import { machinery } from '../store/machinery.ts'
import { insertRecovery, recoverySlots } from '../store/recovery-store.ts'
import { takeToken } from '../store/throttle-store.ts'

export function recoveryAsk(ctx: AuthContext): Handler<typeof auth.recoveryAsk> {
  return async ({ actor, body: { slotId } }) => {
    const accountId = actor.id ?? ''
    const now = ctx.clock.now()
    const wait = await takeToken(ctx.db, throttleLimits.recoveryAsk, accountId, now)
    if (wait !== null) {
      events.throttled(throttleLimits.recoveryAsk.name)
      return problem('too-many-requests', { retryAfterSeconds: wait })
    }
    const asked = await ctx.db.serializable(machinery, async (tx) => {
      if (!(await recoverySlots(tx, accountId)).includes(slotId)) return null
      const inserted = await insertRecovery(tx, accountId, slotId, ctx.config.recoveryWaitHours)
      if (inserted.ok && inserted.value.isNew) {
        const details = { readyAt: viewOfRecovery(inserted.value.row).readyAt }
        const act = { accountId, details, eventId: crypto.randomUUID(), time: now }
        await insertAuditEvent(tx, patientEvent({ action: 'recovery.asked', ...act }), now)
      }
      return inserted
    })
    if (asked === null) return problem('not-found')
    if (!asked.ok) return problem('recovery-waiting')
    if (asked.value.isNew) {
      events.recoveryAsked()
      await mailRecoveries(ctx)
    }
    return { status: 200, body: viewOfRecovery(asked.value.row) }
  }
}
