/** Who may send, decided; written down; then permitted. Every refusal is the same: see [Note: one 404] */
import type { relay } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { CorrelationId, OrganizationId } from '@nornos/health-model'
import type { RelayContext } from '../context.ts'
import { hashToken } from '../domain/hash-token.ts'
import { accountIdOf } from '../domain/person-of.ts'
import { findAnySender, findConsentedSender } from '../inbox/find-sender.ts'
import { issueInboxPermit } from '../inbox/issue-inbox-permit.ts'
import { useInboxCode } from '../store/inbox-code-store.ts'

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
    const issued = await issueInboxPermit(ctx, item, async (tx) =>
      code === undefined ? true : useInboxCode(tx, patientId, hashToken(code)),
    )
    return issued ? { status: 201, body: issued } : problem('not-found')
  }
}
