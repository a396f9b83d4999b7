import type { connect } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { patientIdOf } from '../../domain/person-of.ts'
import { appendEvents } from '../../store/audit-store.ts'
import type { ConnectContext } from '../context.ts'
import { draftConnectEvent } from '../domain/draft-connect-event.ts'
import * as events from '../events.ts'
import { revokeIngestToken } from '../store/ingest-token-store.ts'

export function ingestTokenRevoke(ctx: ConnectContext): Handler<typeof connect.ingestTokenRevoke> {
  return async ({ actor, params: { tokenId }, correlationId }) => {
    const patientId = patientIdOf(actor)
    const now = ctx.clock.now()
    const name = await ctx.database.asActor(actor, async (tx) => {
      const revoked = await revokeIngestToken(tx, patientId, tokenId, now)
      if (revoked === null) return null
      const happening = { eventId: ctx.makeId(), correlationId, at: now, patientId }
      const details = { tokenName: revoked }
      await appendEvents(tx, 'connect', [draftConnectEvent('ingest-token.revoked', details, happening)])
      return revoked
    })
    if (name === null) return problem('not-found')
    ctx.announceTrail(patientId)
    events.ingestTokenRevoked()
    return { status: 204 }
  }
}
