/** Who may send, decided; written down; then permitted. Every refusal is the same: see [Note: one 404] */
import type { relay } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { CorrelationId, OrganizationId } from '@nornos/health-model'
import type { RelayContext } from '../context.ts'
import { hashToken } from '../domain/hash-token.ts'
import { accountIdOf } from '../domain/person-of.ts'
import * as events from '../events.ts'
import { findAnySender, findConsentedSender } from '../inbox/find-sender.ts'
import { issueInboxPermit } from '../inbox/issue-inbox-permit.ts'
import { trailOf } from '../store/change-notices.ts'
import { useInboxCode } from '../store/inbox-code-store.ts'

const itself = { reportedBy: 'relay', actor: { id: null, type: 'service' } } as const

export function inboxPermitIssue(ctx: RelayContext): Handler<typeof relay.inboxPermitIssue> {
  return async ({ actor, params: { patientId }, body: { itemId, sha256, size, code }, correlationId }) => {
    const sender =
      code === undefined ? await findConsentedSender(ctx, actor, patientId) : findAnySender(actor)
    if (!sender) return problem('not-found')
    const doer = {
      actor: accountIdOf(actor),
      actorType: 'doctor',
      organizationId: OrganizationId.parse(sender.organizationId),
    } as const
    const item = {
      patientId,
      sender: sender.senderId,
      itemId,
      sha256,
      size,
      doer,
      consentId: sender.consentId,
      correlationId: CorrelationId.parse(correlationId),
    }
    const announceTrail = (id: string) => ctx.notices.announce(trailOf(id))
    const issued = await issueInboxPermit({ ...ctx, announceTrail }, itself, item, async (tx) =>
      code === undefined ? true : useInboxCode(tx, patientId, hashToken(code)),
    )
    if (!issued) return problem('not-found')
    ctx.metrics.eventsAppended(1)
    events.inboxPermitIssued(size)
    return { status: 201, body: issued }
  }
}
