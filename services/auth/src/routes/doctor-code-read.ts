import type { auth } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import { doctorCodeOfPerson } from '../store/membership-store.ts'

/** A doctor who was not verified yet has no code. */
export function doctorCodeRead(ctx: AuthContext): Handler<typeof auth.doctorCodeRead> {
  return async ({ actor }) => {
    const code = await ctx.db.asActor(actor, (tx) => doctorCodeOfPerson(tx, actor.id ?? ''))
    return code === null ? problem('not-found') : { status: 200, body: { code } }
  }
}
