import type { RosterPin, sharedData } from '@nornos/contracts'
import { CryptoError, checkRosterSuccession, type Roster, verifyRoster } from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import { CorrelationId, type PatientId } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import { type Bytes, equalBytes, fromBase64Url, toBase64Url, toHex } from '@nornos/std'
import type { SharedDataContext } from '../context.ts'
import { draftRosterEvent } from '../domain/draft-event.ts'
import { patientIdOf } from '../domain/person-of.ts'
import * as events from '../events.ts'
import { lockPatient, readNow } from '../store/clock-store.ts'
import { writeToOutbox } from '../store/outbox-store.ts'
import { insertRoster, readLatestRoster } from '../store/roster-store.ts'

/** The first roster pins the root key; each later one must be signed by it and follow the last. */
export function sharedRosterPin(ctx: SharedDataContext): Handler<typeof sharedData.sharedRosterPin> {
  return async ({ actor, body, correlationId }) => {
    const sent = fromBase64Url(body.roster)
    if (sent === null) return problem('roster-refused')
    try {
      const roster = await ctx.writing.asActor(actor, (tx) =>
        pin(ctx, tx, patientIdOf(actor), sent, CorrelationId.parse(correlationId)),
      )
      events.rosterPinned(roster.number)
      return { status: 200, body: rosterPinOf(roster) }
    } catch (cause) {
      if (cause instanceof CryptoError) return problem('roster-refused', { reason: cause.code })
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
  ctx: SharedDataContext,
  tx: Transaction,
  patientId: PatientId,
  sent: Bytes,
  correlationId: CorrelationId,
): Promise<Roster> {
  await lockPatient(tx, patientId)
  const last = await readLatestRoster(tx, patientId)
  const next = await verifyRoster(sent, { vaultId: patientId, rootPublicKey: last?.rootPublicKey ?? null })
  if (last && equalBytes(last.hash, next.hash)) return last
  checkRosterSuccession(last, next)
  await insertRoster(tx, next, sent)
  const occasion = { eventId: ctx.makeEventId(), at: await readNow(tx), correlationId }
  await writeToOutbox(tx, draftRosterEvent(patientId, next.number, occasion))
  return next
}
