import type { auth } from '@nornos/contracts'
import { recoveryHalvesMax } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { fromBase64Url } from '@nornos/std'
import type { AuthContext } from '../context.ts'
import { sealHalf } from '../store/half-box.ts'
import { machinery } from '../store/machinery.ts'
import { findRecovery, insertHalf, recoverySlots } from '../store/recovery-store.ts'

/** Sent again because the answer was lost, it takes the place of the first. */
export function recoveryHalfPut(ctx: AuthContext): Handler<typeof auth.recoveryHalfPut> {
  return async ({ actor, params: { slotId }, body }) => {
    const accountId = actor.id ?? ''
    const half = fromBase64Url(body.half)
    if (half === null) return problem('invalid-request', { place: 'half' })
    const sealed = await sealHalf(ctx.keys.records, accountId, slotId, half)
    return ctx.db.serializable(machinery, async (tx) => {
      const waiting = await findRecovery(tx, accountId)
      if (waiting?.slotId === slotId) return problem('recovery-waiting')
      const others = (await recoverySlots(tx, accountId)).filter((id) => id !== slotId)
      if (others.length >= recoveryHalvesMax) return problem('too-many-halves')
      await insertHalf(tx, { accountId, slotId, sealed })
      return { status: 204 }
    })
  }
}
