/** The common end of issuing and exchanging: shared-data agrees first, then the token and its entry are kept. */

import type { CorrelationId } from '@nornos/health-model'
import { type FieldId, instantToMilliseconds, limits, type MetricId } from '@nornos/health-model'
import { Unavailable } from '@nornos/service-kit'
import { toHex } from '@nornos/std'
import type { RelayContext } from '../context.ts'
import { type Doer, draftTokenIssuedEvent } from '../domain/draft-event.ts'
import { hashToken } from '../domain/hash-token.ts'
import * as events from '../events.ts'
import { insertAccessToken } from '../store/access-token-store.ts'
import { appendEvents } from '../store/audit-store.ts'
import { trailOf } from '../store/change-notices.ts'
import { readNow } from '../store/clock-store.ts'
import { isSessionEnded } from '../store/ended-session-store.ts'
import type { LiveShare } from '../store/share-store.ts'

export interface TokenToIssue {
  readonly doer: Doer & { readonly actor: string; readonly actorType: 'doctor' | 'agent' }
  readonly share: LiveShare
  readonly agentShare: LiveShare | null
  readonly fields: readonly FieldId[]
  readonly excludedMetrics: readonly MetricId[]
  readonly keyThumbprint: string
  readonly sessionId: string
  /** Of the person who reads, or for whom an agent reads: shared-data verifies it itself. */
  readonly sessionToken: string
  readonly correlationId: CorrelationId
}

export interface IssuedToken {
  readonly accessToken: string
  readonly expiresAt: Date
  readonly share: LiveShare
  readonly fields: readonly FieldId[]
}

/** Null when shared-data does not agree, or the session has ended. Throws when it cannot be asked. */
export async function issueAccessToken(ctx: RelayContext, wanted: TokenToIssue): Promise<IssuedToken | null> {
  if (await isSessionEnded(ctx.database, wanted.sessionId)) return null
  const issuedAt = await readNow(ctx.database)
  const ends = [wanted.share, wanted.agentShare].map((share) =>
    share ? instantToMilliseconds(share.record.valid_until) : Number.POSITIVE_INFINITY,
  )
  const expiresAt = new Date(Math.min(issuedAt.getTime() + limits.accessTokenMax, ...ends))
  const accessToken = ctx.makeToken()
  const tokenHash = hashToken(accessToken)
  const isRegistered = await register(ctx, wanted, toHex(tokenHash), expiresAt)
  if (!isRegistered) return null

  const { doer, share, agentShare, fields, excludedMetrics, keyThumbprint, sessionId, correlationId } = wanted
  await ctx.database.asActor({ id: doer.actor, type: doer.actorType }, async (tx) => {
    await insertAccessToken(tx, {
      tokenHash,
      consent: share.record,
      agentConsent: agentShare?.record ?? null,
      actorId: doer.actor,
      actorType: doer.actorType,
      organizationId: doer.organizationId,
      keyThumbprint,
      sessionId,
      fields,
      excludedMetrics,
      issuedAt,
      expiresAt,
    })
    const occasion = { eventId: ctx.makeEventId(), at: issuedAt, correlationId }
    await appendEvents(tx, 'relay', [draftTokenIssuedEvent(share.record, fields, expiresAt, doer, occasion)])
  })
  ctx.metrics.eventsAppended(1)
  ctx.notices.announce(trailOf(share.record.patient_id))
  events.accessTokenIssued(share.record.consent_id)
  return { accessToken, expiresAt, share, fields }
}

async function register(
  ctx: RelayContext,
  { share, agentShare, keyThumbprint, sessionToken }: TokenToIssue,
  tokenHash: string,
  expiresAt: Date,
): Promise<boolean> {
  const reply = await ctx.sharedData.readTokenRegister({
    body: {
      tokenHash,
      patientId: share.record.patient_id,
      sessionToken,
      consentId: share.record.consent_id,
      ...(agentShare ? { agentConsentId: agentShare.record.consent_id } : {}),
      keyThumbprint,
      expiresAt: expiresAt.toISOString().replace('.000Z', 'Z'),
    },
  })
  if (reply.problem === undefined) return true
  if (reply.status >= 500 || reply.status === 429) throw new Unavailable(`shared-data: ${reply.problem}`)
  return false
}
