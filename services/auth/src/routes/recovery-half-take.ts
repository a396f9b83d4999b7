/** A half leaves, after its wait. The trail has it before the answer begins. */
import type { auth } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { present, toBase64Url } from '@nornos/std'
import type { AuthContext } from '../context.ts'
import { patientEvent } from '../domain/patient-event.ts'
import { mayGive } from '../domain/recovery-wait.ts'
import { throttleLimits } from '../domain/throttle-limits.ts'
import * as events from '../events.ts'
import { tellOfRecovery } from '../mail/tell-of-recovery.ts'
import { insertAuditEvent } from '../store/audit-outbox-store.ts'
import { openHalf } from '../store/half-box.ts'
import { machinery } from '../store/machinery.ts'
import { databaseNow, findRecovery, noteGiven, readHalf } from '../store/recovery-store.ts'
import { takeToken } from '../store/throttle-store.ts'

export function recoveryHalfTake(ctx: AuthContext): Handler<typeof auth.recoveryHalfTake> {
  return async ({ actor }) => {
    const accountId = actor.id ?? ''
    const now = ctx.clock.now()
    const wait = await takeToken(ctx.db, throttleLimits.recoveryTake, accountId, now)
    if (wait !== null) {
      events.throttled(throttleLimits.recoveryTake.name)
      return problem('too-many-requests', { retryAfterSeconds: wait })
    }
    const given = await ctx.db.serializable(machinery, async (tx) => {
      const allowed = mayGive(await findRecovery(tx, accountId), await databaseNow(tx))
      if (!allowed.ok) return allowed.error
      const { slotId } = allowed.value
      const sealed = present(await readHalf(tx, accountId, slotId), 'a request is for a half')
      await noteGiven(tx, accountId)
      const act = { accountId, details: {}, eventId: crypto.randomUUID(), time: now }
      await insertAuditEvent(tx, patientEvent({ action: 'recovery.given', ...act }), now)
      return { type: 'Given', slotId, sealed } as const
    })
    if (given.type === 'NotAsked') return problem('recovery-not-asked')
    if (given.type === 'Early') return problem('recovery-early', { readyAt: given.readyAt.toISOString() })
    events.recoveryGiven()
    await tellOfRecovery(ctx, accountId, 'given')
    const half = await openHalf(ctx.keys.records, accountId, given.slotId, given.sealed)
    return { status: 200, body: { slotId: given.slotId, half: toBase64Url(half) } }
  }
}
