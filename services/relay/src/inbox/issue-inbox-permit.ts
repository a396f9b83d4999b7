/**
 * The common end of letting something into an inbox: the entry of the trail is on disk, then the permit is signed. Relay
 * calls it for doctors, its `connect` process for what a patient lets it fetch or take. specs/inbox-payload.md §4.
 */
import type { Actor } from '@nornos/endpoint'
import {
  type ConsentId,
  type CorrelationId,
  type EventId,
  type Instant,
  millisecondsToInstant,
  type PatientId,
} from '@nornos/health-model'
import type { Clock, Database, InboxPermit, Transaction } from '@nornos/service-kit'
import { type Doer, draftInboxEvent } from '../domain/draft-event.ts'
import { appendEvents } from '../store/audit-store.ts'
import { readNow } from '../store/clock-store.ts'

const permitLifeMs = 600_000

export interface PermitContext {
  readonly clock: Clock
  /** Of a role that may add to the trail in the writer's name. */
  readonly database: Pick<Database, 'asActor'>
  /** The value of the Authorization header that the vault takes an item in for. */
  readonly signPermit: (permit: InboxPermit) => Promise<string>
  readonly makeEventId: () => EventId
  /** Says that a patient's trail has grown. */
  readonly announceTrail: (patientId: string) => void
}

/** The process that writes the entry, and as whom the database sees it. */
export interface TrailWriter {
  readonly reportedBy: 'relay' | 'connect'
  readonly actor: Pick<Actor, 'id' | 'type'>
}

export interface ItemToDeliver {
  readonly patientId: PatientId
  /** A grantee id or `service:…`: what the payload names as `from`. */
  readonly sender: string
  readonly itemId: string
  /** SHA-256 of the sealed item, hex. */
  readonly sha256: string
  readonly size: number
  /** Who is in the trail. */
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

/** `mayGo` runs in the transaction of the entry; when it says no there is neither entry nor permit, but null. */
export async function issueInboxPermit(
  ctx: PermitContext,
  writer: TrailWriter,
  item: ItemToDeliver,
  mayGo: (tx: Transaction) => Promise<boolean>,
): Promise<IssuedPermit | null> {
  const { patientId, sender, itemId, sha256, size, doer, consentId, correlationId } = item
  const isAttested = await ctx.database.asActor(writer.actor, async (tx) => {
    if (!(await mayGo(tx))) return false
    const occasion = { eventId: ctx.makeEventId(), at: await readNow(tx), correlationId }
    const details = { sender, itemHash: sha256, bytes: size }
    const entry = draftInboxEvent({ patientId, consentId, details }, doer, occasion)
    await appendEvents(tx, writer.reportedBy, [entry])
    return true
  })
  if (!isAttested) return null
  ctx.announceTrail(patientId)
  return {
    permit: await ctx.signPermit({ sub: patientId, sender, itemId, sha256, size }),
    deliverTo: `/v1/vaults/${patientId}/inbox`,
    expiresAt: millisecondsToInstant(ctx.clock.now().getTime() + permitLifeMs),
  }
}
