import type { relay, ShareEvent } from '@nornos/contracts'
import type { Handler, ServerEvent } from '@nornos/endpoint'
import { limits, millisecondsToInstant } from '@nornos/health-model'
import type { RelayContext } from '../context.ts'
import { compareShares } from '../domain/compare-shares.ts'
import { treatingGrantees } from '../domain/grantees-of.ts'
import { type Follower, sharesOf } from '../store/change-notices.ts'
import { asGrantee, type LiveShare, listLiveShares } from '../store/share-store.ts'

/** Also without a notice: one may be lost, and what has ended must be gone from the screen within two seconds. */
const lookEveryMs = 1_000

/** What begins and ends is found by comparing, so that nothing depends on a message that may be lost. */
export function shareEvents(ctx: RelayContext): Handler<typeof relay.shareEvents> {
  return async ({ actor, signal }) => {
    const grantees = treatingGrantees(actor.organizations).map((grantee) => grantee.id)
    const follower = ctx.notices.follow(grantees.map(sharesOf))
    const look = () => asGrantee(ctx.database, actor, grantees, (tx) => listLiveShares(tx, grantees))
    try {
      return { status: 200, body: follow(ctx, follower, look, await look(), signal) }
    } catch (cause) {
      follower.close()
      throw cause
    }
  }
}

/** Ends with the session token at the latest: whoever goes on listening shows a new one. */
async function* follow(
  ctx: Pick<RelayContext, 'clock'>,
  follower: Follower,
  look: () => Promise<readonly LiveShare[]>,
  first: readonly LiveShare[],
  signal: AbortSignal,
): AsyncGenerator<ServerEvent<ShareEvent>> {
  const until = ctx.clock.now().getTime() + limits.sessionTokenMax
  let known = first
  try {
    while (!signal.aborted && ctx.clock.now().getTime() < until) {
      await follower.changed(lookEveryMs, signal)
      if (signal.aborted) return
      const current = await look()
      const at = millisecondsToInstant(ctx.clock.now().getTime())
      for (const { type, record } of compareShares(known, current)) {
        yield { value: { type, patientId: record.patient_id, consentId: record.consent_id, at } }
      }
      known = current
    }
  } finally {
    follower.close()
  }
}
