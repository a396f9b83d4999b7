/** The background work of relay, each on its own timer. */
import { type Job, startJob } from '@nornos/service-kit'
import type { RelayContext } from '../context.ts'
import { log } from '../logger.ts'
import { completeOffers } from './complete-offers.ts'
import { deliverRevocations } from './deliver-revocations.ts'
import { followEndedSessions } from './follow-ended-sessions.ts'
import { forgetTokens, keepTime } from './keep-time.ts'

export function startJobs(ctx: RelayContext): readonly Job[] {
  const job = (name: string, everyMs: number, run: (signal: AbortSignal) => Promise<void>) =>
    startJob({ name, everyMs, run, log })
  return [
    job('keep-time', 1_000, () => keepTime(ctx)),
    job('deliver-revocations', 2_000, () => deliverRevocations(ctx)),
    job('follow-ended-sessions', 500, (signal) => followEndedSessions(ctx, signal)),
    job('complete-offers', 5_000, () => completeOffers(ctx)),
    job('forget-tokens', 600_000, () => forgetTokens(ctx)),
  ]
}
