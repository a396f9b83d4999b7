/** The worker: takes runs one by one, reads what the consents allow, lets the engine work, seals the result. */
import { openForService, sealForService } from '@nornos/crypto/service-box'
import { runDailyStatus } from '@nornos/engine'
import { utf8 } from '@nornos/std'
import type { AgentsContext } from '../context.ts'
import { agentRunEvent } from '../domain/draft-run-event.ts'
import * as events from '../events.ts'
import { finishRun, forgetRuns, giveBackRun, takeRun, type WaitingRun } from '../store/run-store.ts'
import { AccessEnded } from './access-ended.ts'
import { readSnapshot } from './read-snapshot.ts'

const worker = { id: null, type: 'service' } as const

/** Until the queue is empty. */
export async function runAgents(ctx: AgentsContext, signal: AbortSignal): Promise<void> {
  events.runsForgotten(await ctx.db.asActor(worker, (tx) => forgetRuns(tx, null)))
  while (!signal.aborted) {
    const run = await ctx.db.asActor(worker, takeRun)
    if (!run) return
    await runOne(ctx, run, signal)
    ctx.finished.announce(run.runId)
  }
}

async function runOne(ctx: AgentsContext, run: WaitingRun, signal: AbortSignal): Promise<void> {
  const startedAt = ctx.clock.now().getTime()
  try {
    const result = await analyse(ctx, run, signal)
    await ctx.db.asActor(worker, (tx) => finishRun(tx, run.runId, result))
    events.runFinished(run.runId, ctx.clock.now().getTime() - startedAt)
  } catch (cause) {
    if (cause instanceof AccessEnded) {
      // Sharing ended while it ran: nothing of it is kept.
      await ctx.db.asActor(worker, (tx) => forgetRuns(tx, run.runId))
      return
    }
    events.runFailed(run.runId, run.attempts, cause)
    await ctx.db.asActor(worker, (tx) => giveBackRun(tx, run.runId, false))
  }
}

/** The sealed result. Consented data are in memory only, and only inside this call. */
async function analyse(ctx: AgentsContext, run: WaitingRun, signal: AbortSignal) {
  const { runId } = run
  const token = await openForService(ctx.recordKey, ['runs', 'access_token', runId], run.accessToken)
  const snapshot = await readSnapshot(ctx.relay, run, new TextDecoder().decode(token), signal)
  const result = runDailyStatus(snapshot)
  const check = await ctx.relay.asService.consentCheck({ body: { consents: [...run.consents] }, signal })
  if (check.problem !== undefined) throw new Error(`consent check: ${check.problem}`)
  if (!check.body.live) throw new AccessEnded()
  await report(ctx, run, result.agentVersion, signal)
  return sealForService(ctx.recordKey, ['runs', 'result', runId], utf8(JSON.stringify(result)))
}

/** The trail knows of the run before anybody can see its result; the run's own id makes a repetition harmless. */
async function report(
  ctx: AgentsContext,
  run: WaitingRun,
  version: string,
  signal: AbortSignal,
): Promise<void> {
  const event = agentRunEvent({ ...run, version, now: ctx.clock.now() })
  const reply = await ctx.relay.asService.auditAppend({ body: { events: [event] }, signal })
  if (reply.problem !== undefined) throw new Error(`trail: ${reply.problem}`)
}
