/**
 * A payload on its way: sealed to the inbox key of the roster that the patient's root key signed, attested in the
 * trail, handed to the vault. It is in memory until then and nowhere afterwards. Nothing here looks into it.
 */
import { ConnectionError } from '@nornos/client'
import { sealToInbox } from '@nornos/crypto/seal-to'
import { hashBytes, verifyRoster } from '@nornos/crypto/verify'
import {
  CorrelationId,
  encodeInboxPayload,
  type InboxHeader,
  millisecondsToInstant,
  type PatientId,
  senderIdOf,
} from '@nornos/health-model'
import { currentCorrelation } from '@nornos/service-kit'
import { type Bytes, present, toHex } from '@nornos/std'
import { issueInboxPermit } from '../inbox/issue-inbox-permit.ts'
import type { ConnectContext } from './context.ts'
import type { Sender } from './domain/inbox-sender.ts'
import { mediaTypeOf } from './domain/media-type.ts'
import * as events from './events.ts'
import { readPinnedRoster } from './store/pinned-roster-store.ts'

/**
 * `inbox-full` and `inbox-unavailable` pass by themselves. `inbox-refused`: the patient has blocked the sender, or the
 * vault does not take our permit; it does not tell which.
 */
export type Delivered = 'delivered' | 'inbox-full' | 'inbox-refused' | 'inbox-unavailable' | 'no-vault'

export interface Payload {
  readonly from: Sender
  readonly name: string
  /** As it came with the body. */
  readonly contentType: string | null
  readonly body: Bytes
}

export async function deliver(
  ctx: ConnectContext,
  patientId: PatientId,
  payload: Payload,
): Promise<Delivered> {
  const actor = { type: 'service', id: patientId } as const
  const pinned = await ctx.database.asActor(actor, (tx) => readPinnedRoster(tx, patientId))
  if (!pinned) return 'no-vault'
  const { inboxPublicKey } = await verifyRoster(pinned.roster, {
    vaultId: patientId,
    rootPublicKey: pinned.rootPublicKey,
  })
  const itemId = ctx.makeId()
  const plain = encodePayload(ctx, payload)
  const sealed = await sealToInbox({
    ...{ vaultId: patientId, itemId, inboxPublicKey },
    kind: 'cloud-payload',
    payload: plain,
  })
  plain.fill(0)
  const item = {
    ...{ patientId, itemId, sender: senderIdOf(payload.from), size: sealed.length },
    sha256: toHex(await hashBytes(sealed)),
    doer: { actor: 'connect', actorType: 'service', organizationId: null },
    consentId: null,
    correlationId: CorrelationId.parse(currentCorrelation() ?? ctx.makeId()),
  } as const
  const issued = await issueInboxPermit(ctx, { reportedBy: 'connect', actor }, item, async () => true)
  const { permit } = present(issued, 'nothing stands against what the patient asked for')
  const outcome = await put(ctx, patientId, permit, sealed)
  if (outcome !== 'delivered') {
    events.itemNotDelivered(payload.from.type, outcome)
    return outcome
  }
  ctx.metrics.delivered(payload.from.type, sealed.length)
  events.itemDelivered(payload.from.type, sealed.length)
  return 'delivered'
}

function encodePayload(ctx: ConnectContext, { body, contentType, from, name }: Payload): Bytes {
  const header: InboxHeader = {
    ...{ v: 1, from, name },
    contentType: mediaTypeOf(contentType),
    sentAt: millisecondsToInstant(ctx.clock.now().getTime()),
  }
  return encodeInboxPayload(header, body)
}

async function put(
  ctx: ConnectContext,
  vaultId: PatientId,
  authorization: string,
  body: Bytes,
): Promise<Exclude<Delivered, 'no-vault'>> {
  try {
    const reply = await ctx.vault.inboxPut({ params: { vaultId }, body, headers: { authorization } })
    if (reply.status === 201) return 'delivered'
    if (reply.problem === 'inbox-full') return 'inbox-full'
    if (reply.problem === 'not-found') return 'inbox-refused'
  } catch (cause) {
    if (!(cause instanceof ConnectionError)) throw cause
  }
  return 'inbox-unavailable'
}
