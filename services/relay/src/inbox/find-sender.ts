/** In whose name a signed-in doctor may send to a patient, if at all. */
import type { Actor } from '@nornos/endpoint'
import type { ConsentId, PatientId } from '@nornos/health-model'
import type { RelayContext } from '../context.ts'
import { treatingGrantees } from '../domain/grantees-of.ts'
import { listRecipients } from '../store/recipient-store.ts'

const service = { id: null, type: 'service' } as const

export interface InboxSender {
  /** The person in their organization: what the patient can mute and block. */
  readonly senderId: string
  readonly organizationId: string
  /** Null with a one-time code. */
  readonly consentId: ConsentId | null
}

/** By a consent that runs or ended at most 90 days ago. */
export async function findConsentedSender(
  ctx: RelayContext,
  actor: Actor,
  patientId: PatientId,
): Promise<InboxSender | null> {
  const grantees = treatingGrantees(actor.organizations)
  const ids = grantees.map((grantee) => grantee.id)
  const [recipient] = await ctx.database.asActor(service, (tx) => listRecipients(tx, ids, patientId))
  if (!recipient) return null
  const organizationId = grantees.find(({ id }) => id === recipient.grantedTo)?.organizationId
  const sender = personIn(actor, organizationId)
  return sender && { ...sender, consentId: recipient.consentId }
}

/** For whoever has a code: the first organization in which they treat. */
export function findAnySender(actor: Actor): InboxSender | null {
  const sender = personIn(actor, treatingGrantees(actor.organizations)[0]?.organizationId)
  return sender && { ...sender, consentId: null }
}

function personIn(actor: Actor, organizationId: string | undefined): Omit<InboxSender, 'consentId'> | null {
  const membership = actor.organizations.find(({ id, treating }) => treating && id === organizationId)
  return membership ? { senderId: membership.granteeId, organizationId: membership.id } : null
}
