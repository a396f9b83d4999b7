import type { sharedData } from '@nornos/contracts'
import { type Actor, type Handler, problem } from '@nornos/endpoint'
import { type ConsentState, instantToMilliseconds, isStanding } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import { err, type Result } from '@nornos/std'
import type { SharedDataContext } from '../context.ts'
import { admitReader, type ReaderRefusal } from '../domain/admit-reader.ts'
import * as events from '../events.ts'
import { readClock } from '../store/clock-store.ts'
import { listGrants } from '../store/grant-store.ts'
import { insertReadToken } from '../store/read-token-store.ts'

type Body = Parameters<Handler<typeof sharedData.readTokenRegister>>[0]['body']

/** Decided again from the session token itself and from the signed consents that are kept here. */
export function readTokenRegister(ctx: SharedDataContext): Handler<typeof sharedData.readTokenRegister> {
  return async ({ actor, body }) => {
    if (actor.id !== 'relay') return problem('not-your-role')
    const person = await ctx.session.verify(body.sessionToken, ctx.clock.now())
    const registered = person
      ? await ctx.writing.asActor({ id: body.patientId, type: 'service' }, (tx) => register(tx, body, person))
      : err('not-a-doctor' as const)
    if (registered.ok) {
      events.readTokenRegistered(body.consentId)
      return { status: 204 }
    }
    events.readTokenRefused(registered.error)
    return problem('not-found')
  }
}

async function register(tx: Transaction, body: Body, person: Actor): Promise<Result<number, ReaderRefusal>> {
  const states = (await listGrants(tx, body.patientId)).map((grant) => grant.state)
  const grant = standing(states, body.consentId)
  const agentGrant = body.agentConsentId === undefined ? null : standing(states, body.agentConsentId)
  if (grant === null || (agentGrant === null && body.agentConsentId !== undefined)) return err('not-live')
  const admitted = admitReader(
    {
      person,
      keyThumbprint: body.keyThumbprint,
      grant,
      agentGrant,
      expiresAt: instantToMilliseconds(body.expiresAt),
    },
    await readClock(tx),
  )
  if (!admitted.ok) return admitted
  await insertReadToken(tx, {
    tokenHash: body.tokenHash,
    consent: grant.record,
    agentConsent: agentGrant?.record ?? null,
    keyThumbprint: body.keyThumbprint,
    expiresAt: new Date(admitted.value),
  })
  return admitted
}

/** The version that stands; of a consent one does at most. */
function standing(states: readonly ConsentState[], consentId: string): ConsentState | null {
  return states.find((state) => state.record.consent_id === consentId && isStanding(state)) ?? null
}
