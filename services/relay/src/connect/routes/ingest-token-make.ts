import { type connect, ingestTokensMax } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { hashToken } from '../../domain/hash-token.ts'
import { patientIdOf } from '../../domain/person-of.ts'
import { appendEvents } from '../../store/audit-store.ts'
import type { ConnectContext } from '../context.ts'
import { draftConnectEvent } from '../domain/draft-connect-event.ts'
import * as events from '../events.ts'
import { insertIngestToken, listIngestTokens } from '../store/ingest-token-store.ts'
import { ingestTokenView } from './ingest-token-list.ts'

/** The token leaves here once; what stays is its SHA-256. */
export function ingestTokenMake(ctx: ConnectContext): Handler<typeof connect.ingestTokenMake> {
  return async ({ actor, body: { name }, correlationId }) => {
    const patientId = patientIdOf(actor)
    const token = `nit_${ctx.makeSecret()}`
    const now = ctx.clock.now()
    const made = { tokenId: ctx.makeId(), patientId, name, madeAt: now }
    const isMade = await ctx.database.serializable(actor, async (tx) => {
      if ((await listIngestTokens(tx, patientId)).length >= ingestTokensMax) return false
      await insertIngestToken(tx, { ...made, tokenHash: hashToken(token) })
      const happening = { eventId: ctx.makeId(), correlationId, at: now, patientId }
      const details = { tokenName: name }
      await appendEvents(tx, 'connect', [draftConnectEvent('ingest-token.made', details, happening)])
      return true
    })
    if (!isMade) return problem('too-many-tokens')
    ctx.announceTrail(patientId)
    events.ingestTokenMade()
    const address = `${ctx.publicUrl}/v1/ingest`
    return { status: 201, body: { made: ingestTokenView({ ...made, lastUsedAt: null }), token, address } }
  }
}
