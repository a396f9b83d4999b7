import type { auth } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import type { AuthContext } from '../context.ts'
import { findNames } from '../store/account-store.ts'
import { machinery } from '../store/machinery.ts'

/** Ids that nobody has are left out. */
export function personList(ctx: AuthContext): Handler<typeof auth.personList> {
  return async ({ body }) => {
    const people = await ctx.db.asActor(machinery, (tx) => findNames(tx, body.ids))
    return { status: 200, body: { people: [...people] } }
  }
}
