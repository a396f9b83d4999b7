import type { connect } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { patientIdOf } from '../../domain/person-of.ts'
import type { ConnectContext } from '../context.ts'
import { hurryConnection } from '../store/connection-store.ts'

export function connectionSync(ctx: ConnectContext): Handler<typeof connect.connectionSync> {
  return async ({ actor, params: { connectionId } }) => {
    const isThere = await ctx.database.asActor(actor, (tx) =>
      hurryConnection(tx, patientIdOf(actor), connectionId, ctx.clock.now()),
    )
    if (!isThere) return problem('not-found')
    ctx.wake()
    return { status: 202 }
  }
}
