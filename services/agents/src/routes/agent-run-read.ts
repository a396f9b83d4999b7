/** How far a run is, and its result: only while every consent that it rests on still holds. */
import type { AgentRun, agents } from '@nornos/contracts'
import { openForService } from '@nornos/crypto/service-box'
import { type Handler, problem } from '@nornos/endpoint'
import { DailyStatus } from '@nornos/engine'
import { millisecondsToInstant } from '@nornos/health-model'
import { Unavailable } from '@nornos/service-kit'
import { present } from '@nornos/std'
import type { AgentsContext } from '../context.ts'
import { findRun, forgetRuns, type RunRow } from '../store/run-store.ts'

export function agentRunRead(ctx: AgentsContext): Handler<typeof agents.agentRunRead> {
  return async ({ actor, params: { runId }, query: { waitSeconds }, signal }) => {
    const read = () => ctx.db.asActor(actor, (tx) => findRun(tx, runId))
    const ended = ctx.finished.wait(runId, waitSeconds * 1_000, signal)
    const first = await read()
    if (first && waitSeconds > 0 && isUnfinished(first)) await ended
    const run = first && isUnfinished(first) ? await read() : first
    if (!run) return problem('not-found')
    const check = await ctx.relay.asService.consentCheck({ body: { consents: [...run.consents] } })
    if (check.problem !== undefined) throw new Unavailable(`consent check: ${check.problem}`)
    if (!check.body.live) {
      await ctx.db.asActor(actor, (tx) => forgetRuns(tx, runId))
      return problem('not-found')
    }
    return { status: 200, body: await viewOf(ctx, runId, run) }
  }
}

function isUnfinished(run: RunRow): boolean {
  return run.state === 'waiting' || run.state === 'running'
}

async function viewOf(ctx: AgentsContext, runId: string, run: RunRow): Promise<AgentRun> {
  const { state, finishedAt } = run
  const finished = finishedAt ? millisecondsToInstant(finishedAt.getTime()) : null
  if (state !== 'done') return { runId, state, result: null, finishedAt: finished }
  const sealed = present(run.result, 'a run that is done has a result')
  const text = new TextDecoder().decode(
    await openForService(ctx.recordKey, ['runs', 'result', runId], sealed),
  )
  return { runId, state, result: DailyStatus.parse(JSON.parse(text)), finishedAt: finished }
}
