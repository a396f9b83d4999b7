import type { RosterPin, relay } from '@nornos/contracts'
import {
  CryptoError,
  checkRosterSuccession,
  parseRoster,
  type Roster,
  verifyRoster,
} from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import { CorrelationId, type PatientId } from '@nornos/health-model'
import { databaseCode, type Transaction } from '@nornos/service-kit'
import { type Bytes, equalBytes, fromBase64Url, toBase64Url, toHex } from '@nornos/std'
import type { RelayContext } from '../context.ts'
import { draftRosterEvent } from '../domain/draft-event.ts'
import { patientIdOf } from '../domain/person-of.ts'
import * as events from '../events.ts'
import { appendEvents } from '../store/audit-store.ts'
import { trailOf } from '../store/change-notices.ts'
import { readNow } from '../store/clock-store.ts'
import { insertRoster, readLatestRoster } from '../store/roster-store.ts'

/** The first roster pins the root key; each later one must be signed by it and follow the last. */
export function rosterPin(ctx: RelayContext): Handler<typeof relay.rosterPin> {
  return async ({ actor, body, correlationId }) => {
    const patientId = patientIdOf(actor)
    const sent = fromBase64Url(body.roster)
    if (sent === null) return problem('roster-refused')
    try {
      const roster = await ctx.database.serializable(actor, (tx) =>
        pin(ctx, tx, patientId, sent, CorrelationId.parse(correlationId)),
      )
      ctx.notices.announce(trailOf(patientId))
      events.rosterPinned(roster.number)
      return { status: 200, body: rosterPinOf(roster) }
    } catch (cause) {
      // Another device was faster with the same number: the caller fetches that one first.
      const isRefused = cause instanceof CryptoError || databaseCode(cause) === '23505'
      if (isRefused) return problem('roster-refused')
      throw cause
    }
  }
}

export function rosterPinOf(roster: Roster): RosterPin {
  return {
    number: roster.number,
    hash: toHex(roster.hash),
    rootPublicKey: toBase64Url(roster.rootPublicKey),
  }
}

/** Throws CryptoError for whatever is wrong with the roster. The same roster again changes nothing. */
async function pin(
  ctx: RelayContext,
  tx: Transaction,
  patientId: PatientId,
  sent: Bytes,
  correlationId: CorrelationId,
): Promise<Roster> {
  const known = await readLatestRoster(tx, patientId)
  const last = known && (await parseRoster(known))
  const next = await verifyRoster(sent, { vaultId: patientId, rootPublicKey: last?.rootPublicKey ?? null })
  if (last && equalBytes(last.hash, next.hash)) return last
  checkRosterSuccession(last, next)
  await insertRoster(tx, next, sent)
  const doer = { actor: patientId, actorType: 'patient', organizationId: null } as const
  const occasion = { eventId: ctx.makeEventId(), at: await readNow(tx), correlationId }
  await appendEvents(tx, 'relay', [draftRosterEvent(patientId, next.number, doer, occasion)])
  ctx.metrics.eventsAppended(1)
  return next
}
