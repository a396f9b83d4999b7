import type { relay } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { CorrelationId, millisecondsToInstant, OrganizationId } from '@nornos/health-model'
import { present } from '@nornos/std'
import { issueAccessToken } from '../access/issue-access-token.ts'
import type { RelayContext } from '../context.ts'
import { chooseShare, intersectShares } from '../domain/choose-share.ts'
import { treatingGrantees } from '../domain/grantees-of.ts'
import { asGrantee, findLiveShares } from '../store/share-store.ts'

/** Two live consents, one session: the agent gets what both consents open, bound to its own key. */
export function accessTokenExchange(ctx: RelayContext): Handler<typeof relay.accessTokenExchange> {
  return async ({ actor, body, correlationId }) => {
    if (actor.id !== 'agents') return problem('not-your-role')
    const person = await ctx.session.verify(body.subjectToken, ctx.clock.now())
    if (person?.type !== 'doctor') return problem('not-found')

    const grantees = treatingGrantees(person.organizations)
    const ids = [...grantees.map((grantee) => grantee.id), body.agentId]
    const shares = await asGrantee(ctx.database, person, ids, (tx) =>
      findLiveShares(tx, ids, body.patientId, body.purpose),
    )
    const chosen = chooseShare(shares, grantees)
    const agentShare = shares.find(
      ({ record }) => record.granted_to_type === 'agent' && record.granted_to === body.agentId,
    )
    if (!chosen || !agentShare) return problem('not-found')
    const scope = intersectShares(chosen.share, agentShare)
    if (scope.fields.length === 0) return problem('not-found')

    const grant = await issueAccessToken(ctx, {
      doer: {
        actor: body.agentId,
        actorType: 'agent',
        organizationId: OrganizationId.parse(chosen.grantee.organizationId),
      },
      share: chosen.share,
      agentShare,
      ...scope,
      keyThumbprint: body.keyThumbprint,
      sessionId: present(person.sessionId, 'whoever has signed in has a session'),
      sessionToken: body.subjectToken,
      correlationId: CorrelationId.parse(correlationId),
    })
    if (!grant) return problem('not-found')
    const ends = [chosen.share.record.valid_until, agentShare.record.valid_until].sort()
    return {
      status: 201,
      body: {
        accessToken: grant.accessToken,
        expiresAt: millisecondsToInstant(grant.expiresAt.getTime()),
        consentId: chosen.share.record.consent_id,
        agentConsentId: agentShare.record.consent_id,
        consents: [chosen.share, agentShare].map(({ record }) => ({
          consentId: record.consent_id,
          version: record.version,
        })),
        fields: [...grant.fields],
        validUntil: ends[0] ?? chosen.share.record.valid_until,
      },
    }
  }
}
