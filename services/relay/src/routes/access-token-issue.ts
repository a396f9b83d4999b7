import type { relay } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { CorrelationId, millisecondsToInstant, OrganizationId } from '@nornos/health-model'
import { present } from '@nornos/std'
import { issueAccessToken } from '../access/issue-access-token.ts'
import { recordRefusal } from '../access/record-refusal.ts'
import type { RelayContext } from '../context.ts'
import { chooseShare } from '../domain/choose-share.ts'
import { treatingGrantees } from '../domain/grantees-of.ts'
import { accountIdOf } from '../domain/person-of.ts'
import { asGrantee, findLiveShares } from '../store/share-store.ts'

/** No share, an ended one, one for another purpose, another's: see [Note: one 404] */
export function accessTokenIssue(ctx: RelayContext): Handler<typeof relay.accessTokenIssue> {
  return async ({ actor, body: { patientId, purpose }, headers, correlationId }) => {
    const grantees = treatingGrantees(actor.organizations)
    const ids = grantees.map((grantee) => grantee.id)
    const shares = await asGrantee(ctx.database, actor, ids, (tx) =>
      findLiveShares(tx, ids, patientId, purpose),
    )
    const chosen = chooseShare(shares, grantees)
    const doer = {
      actor: accountIdOf(actor),
      actorType: 'doctor',
      organizationId: chosen ? OrganizationId.parse(chosen.grantee.organizationId) : null,
    } as const
    const correlation = CorrelationId.parse(correlationId)
    const grant =
      chosen &&
      (await issueAccessToken(ctx, {
        doer,
        share: chosen.share,
        agentShare: null,
        fields: chosen.share.fields,
        excludedMetrics: chosen.share.excludedMetrics,
        keyThumbprint: present(actor.keyThumbprint, 'a session is bound to a key'),
        sessionId: present(actor.sessionId, 'whoever has signed in has a session'),
        sessionToken: (headers.get('authorization') ?? '').slice('DPoP '.length),
        correlationId: correlation,
      }))
    if (!grant) {
      await recordRefusal(ctx, { patientId, purpose, grantees: ids, doer, correlationId: correlation })
      return problem('not-found')
    }
    const { record } = grant.share
    return {
      status: 201,
      body: {
        accessToken: grant.accessToken,
        expiresAt: millisecondsToInstant(grant.expiresAt.getTime()),
        consentId: record.consent_id,
        fields: [...grant.fields],
        validUntil: record.valid_until,
      },
    }
  }
}
