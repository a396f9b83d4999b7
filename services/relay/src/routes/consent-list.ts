import type { ConsentView, relay } from '@nornos/contracts'
import type { Actor, Handler } from '@nornos/endpoint'
import type { RelayContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { consentView } from '../domain/state-of-consent.ts'
import { readNow } from '../store/clock-store.ts'
import { listConsents, type StoredConsent } from '../store/consent-store.ts'

export function consentList(ctx: RelayContext): Handler<typeof relay.consentList> {
  return async ({ actor }) => ({
    status: 200,
    body: { consents: [...(await consentViews(ctx, actor, () => true))] },
  })
}

/** Newest first, with the names of the grantees as far as auth tells them. */
export async function consentViews(
  ctx: RelayContext,
  actor: Actor,
  isWanted: (consent: StoredConsent) => boolean,
): Promise<readonly ConsentView[]> {
  const { consents, now } = await ctx.database.asActor(actor, async (tx) => ({
    consents: (await listConsents(tx, patientIdOf(actor))).filter(isWanted),
    now: await readNow(tx),
  }))
  const names = await ctx.names.namesOf(consents.map((consent) => consent.signed.record.granted_to))
  return consents.map((consent) =>
    consentView(consent, names.get(consent.signed.record.granted_to) ?? '', now),
  )
}
