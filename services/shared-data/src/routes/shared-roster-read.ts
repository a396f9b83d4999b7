import type { sharedData } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import type { SharedDataContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { readLatestRoster } from '../store/roster-store.ts'
import { rosterPinOf } from './shared-roster-pin.ts'

export function sharedRosterRead(ctx: SharedDataContext): Handler<typeof sharedData.sharedRosterRead> {
  return async ({ actor }) => {
    const roster = await ctx.writing.asActor(actor, (tx) => readLatestRoster(tx, patientIdOf(actor)))
    return roster === null ? problem('not-found') : { status: 200, body: rosterPinOf(roster) }
  }
}
