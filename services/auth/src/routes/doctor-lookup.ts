import type { auth } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import { machinery } from '../store/machinery.ts'
import { doctorByCode } from '../store/membership-store.ts'

/** There is no directory: whoever has a code was given it by its doctor. */
export function doctorLookup(ctx: AuthContext): Handler<typeof auth.doctorLookup> {
  return async ({ params }) => {
    const doctor = await ctx.db.asActor(machinery, (tx) => doctorByCode(tx, params.code))
    return doctor ? { status: 200, body: doctor } : problem('not-found')
  }
}
