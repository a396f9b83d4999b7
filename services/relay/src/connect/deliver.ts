/**
 * A payload on its way: sealed to the inbox key of the roster that the patient's root key signed, attested in the
 * trail, handed to the vault. It is in memory until then and nowhere afterwards. Nothing here looks into it.
 */
import { sealToInbox } from '@nornos/crypto/seal-to'
import { hashBytes, verifyRoster } from '@nornos/crypto/verify'
import type { PatientId } from '@nornos/health-model'
import { currentCorrelation, signInboxPermit } from '@nornos/service-kit'
import { type Bytes, toHex } from '@nornos/std'
import { appendEvents } from '../store/audit-store.ts'
import type { ConnectContext } from './context.ts'
import { draftConnectEvent } from './domain/draft-connect-event.ts'
import { encodePayload, type Payload } from './domain/inbox-payload.ts'
import * as events from './events.ts'
import { readPinnedRoster } from './store/pinned-roster-store.ts'

export type Delivered = 'delivered' | 'inbox-full' | 'no-vault'

/** `senderId` is what the patient mutes or blocks: `service:…`. */
export async function deliver(
  ctx: ConnectContext,
  patientId: PatientId,
  senderId: string,
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
  const plain = encodePayload(payload, ctx.clock.now())
  const sealed = await sealToInbox({
    ...{ vaultId: patientId, itemId, inboxPublicKey },
    kind: 'cloud-payload',
    payload: plain,
  })
  plain.fill(0)
  const sha256 = toHex(await hashBytes(sealed))
  const now = ctx.clock.now()
  const attested = draftConnectEvent(
    'inbox.delivered',
    { sender: payload.from.name, itemHash: sha256, bytes: sealed.length },
    'service',
    { eventId: ctx.makeId(), correlationId: currentCorrelation() ?? ctx.makeId(), at: now, patientId },
  )
  await ctx.database.asActor(actor, (tx) => appendEvents(tx, 'connect', [attested]))
  ctx.announceTrail(patientId)
  const permit = { sub: patientId, sender: senderId, itemId, sha256, size: sealed.length }
  const authorization = await signInboxPermit(permit, ctx.serviceKey, now)
  const reply = await put(ctx, patientId, authorization, sealed)
  if (reply !== 201) return 'inbox-full'
  ctx.metrics.delivered(payload.from.type, sealed.length)
  events.itemDelivered(payload.from.type, sealed.length)
  return 'delivered'
}

async function put(
  ctx: ConnectContext,
  vaultId: PatientId,
  authorization: string,
  body: Bytes,
): Promise<number> {
  const reply = await ctx.vault.inboxPut({ params: { vaultId }, body, headers: { authorization } })
  return reply.status
}
