import type { relay } from '@nornos/contracts'
import { parseRoster } from '@nornos/crypto/verify'
import { type Handler, problem } from '@nornos/endpoint'
import type { RelayContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { readLatestRoster } from '../store/roster-store.ts'
import { rosterPinOf } from './roster-pin.ts'

export function rosterRead(ctx: RelayContext): Handler<typeof relay.rosterRead> {
  return async ({ actor }) => {
    const known = await ctx.database.asActor(actor, (tx) => readLatestRoster(tx, patientIdOf(actor)))
    if (known === null) return problem('not-found')
    return { status: 200, body: rosterPinOf(await parseRoster(known)) }
  }
}
