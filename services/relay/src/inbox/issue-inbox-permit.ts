/**
 * The common end of letting something into an inbox: the entry of the trail is on disk, then the permit is signed.
 * Relay's `connect` process calls it with a sender of its own, `service:…`. specs/inbox-payload.md §4.
 */
import {
  type ConsentId,
  type CorrelationId,
  type Instant,
  millisecondsToInstant,
  type PatientId,
} from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import type { RelayContext } from '../context.ts'
import { type Doer, draftInboxEvent } from '../domain/draft-event.ts'
import * as events from '../events.ts'
import { appendEvents } from '../store/audit-store.ts'
import { trailOf } from '../store/change-notices.ts'
import { readNow } from '../store/clock-store.ts'

const service = { id: null, type: 'service' } as const
const permitLifeMs = 600_000

export interface ItemToDeliver {
  readonly patientId: PatientId
  /** A grantee id or `service:…`: what the payload names as `from`. */
  readonly sender: string
  readonly itemId: string
  /** SHA-256 of the sealed item, hex. */
  readonly sha256: string
  readonly size: number
  /** Who is in the trail: for `connect`, relay itself. */
  readonly doer: Doer
  readonly consentId: ConsentId | null
  readonly correlationId: CorrelationId
}

export interface IssuedPermit {
  /** The value of the Authorization header. */
  readonly permit: string
  /** A path at the vault. */
  readonly deliverTo: string
  readonly expiresAt: Instant
}

/** For `doer` of what relay fetched itself. */
export const relayItself: Doer = { actor: 'relay', actorType: 'service', organizationId: null }

/** `mayGo` runs in the transaction of the entry; when it says no there is neither entry nor permit, but null. */
export async function issueInboxPermit(
  ctx: RelayContext,
  item: ItemToDeliver,
  mayGo: (tx: Transaction) => Promise<boolean> = async () => true,
): Promise<IssuedPermit | null> {
  const { patientId, sender, itemId, sha256, size, doer, consentId, correlationId } = item
  const isAttested = await ctx.database.asActor(service, async (tx) => {
    if (!(await mayGo(tx))) return false
    const occasion = { eventId: ctx.makeEventId(), at: await readNow(tx), correlationId }
    const details = { sender, itemHash: sha256, bytes: size }
    await appendEvents(tx, 'relay', [draftInboxEvent({ patientId, consentId, details }, doer, occasion)])
    return true
  })
  if (!isAttested) return null
  ctx.metrics.eventsAppended(1)
  ctx.notices.announce(trailOf(patientId))
  events.inboxPermitIssued(size)
  return {
    permit: await ctx.signPermit({ sub: patientId, sender, itemId, sha256, size }),
    deliverTo: `/v1/vaults/${patientId}/inbox`,
    expiresAt: millisecondsToInstant(ctx.clock.now().getTime() + permitLifeMs),
  }
}
