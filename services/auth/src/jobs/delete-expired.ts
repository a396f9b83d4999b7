/** Removes what is over: nothing that ended stays around to be stolen. */
import type { AuthContext } from '../context.ts'
import { deleteExpiredRows } from '../store/expired-rows-store.ts'
import { machinery } from '../store/machinery.ts'
import { deleteLapsed } from '../store/recovery-store.ts'

export async function deleteExpired(ctx: Pick<AuthContext, 'db' | 'clock'>): Promise<void> {
  await deleteExpiredRows(ctx.db, ctx.clock.now())
  await ctx.db.asActor(machinery, deleteLapsed)
}
