import type { sharedData } from '@nornos/contracts'
import { type Handler, problem } from '@nornos/endpoint'
import { isFreshlySignedIn } from '@nornos/service-kit'
import type { SharedDataContext } from '../context.ts'
import { patientIdOf } from '../domain/person-of.ts'
import { endByClosing } from '../jobs/end-grants.ts'

/** 204 means that the keys are gone from disk. Relay writes the trail: it is told first. */
export function grantClose(ctx: SharedDataContext): Handler<typeof sharedData.grantClose> {
  return async ({ actor }) => {
    if (!isFreshlySignedIn(actor, ctx.clock.now())) return problem('sign-in-again')
    await endByClosing(ctx, patientIdOf(actor))
    return { status: 204 }
  }
}
