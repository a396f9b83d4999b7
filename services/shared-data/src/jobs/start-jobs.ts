/** The background work of shared-data, each on its own timer, the first time at once. */
import { type Job, startJob } from '@nornos/service-kit'
import type { SharedDataContext } from '../context.ts'
import { log } from '../logger.ts'
import { noteTime } from '../store/clock-store.ts'
import { forgetReadTokens } from '../store/read-token-store.ts'
import { deliverAuditEvents } from './deliver-audit-events.ts'
import { destroyAbandonedKeys, destroyRetiredKeys } from './destroy-keys.ts'
import { expireGrants } from './end-grants.ts'

const service = { id: null, type: 'service' } as const

export function startJobs(ctx: SharedDataContext): readonly Job[] {
  const job = (name: string, everyMs: number, run: () => Promise<void>) =>
    startJob({ name, everyMs, run, log })
  return [
    job('keep-time', 1_000, () => ctx.writing.asActor(service, noteTime)),
    job('expire-grants', 2_000, () => expireGrants(ctx)),
    job('destroy-keys', 5_000, () => destroyRetiredKeys(ctx, null)),
    job('destroy-abandoned-keys', 3_600_000, () => destroyAbandonedKeys(ctx)),
    job('forget-read-tokens', 60_000, () => ctx.writing.asActor(service, forgetReadTokens)),
    job('deliver-audit-events', 2_000, () => deliverAuditEvents(ctx)),
  ]
}
