import type { sharedData } from '@nornos/contracts'
import type { Handler } from '@nornos/endpoint'
import type { SharedDataContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { listServed } from '../store/served-store.ts'

export function servedList(ctx: SharedDataContext): Handler<typeof sharedData.servedList> {
  return async ({ actor, query }) => {
    const served = await ctx.writing.asActor(actor, (tx) => listServed(tx, patientIdOf(actor), query.since))
    return { status: 200, body: { served: [...served] } }
  }
}
