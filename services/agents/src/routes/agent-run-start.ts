/** A doctor asks for an analysis: the right to read is fetched now, the work waits in the queue. */
import { randomUUID } from 'node:crypto'
import type { agents } from '@nornos/contracts'
import { sealForService } from '@nornos/crypto/service-box'
import { type Handler, problem } from '@nornos/endpoint'
import { ANALYSIS_AGENTS_ID } from '@nornos/health-model'
import { Unavailable } from '@nornos/service-kit'
import { utf8 } from '@nornos/std'
import type { AgentsContext } from '../context.ts'
import { expiryOf } from '../domain/plan-run.ts'
import * as events from '../events.ts'
import { insertRun } from '../store/run-store.ts'

/** Past this, asking again later helps more than waiting. */
const waitingMax = 1_000

export function agentRunStart(ctx: AgentsContext): Handler<typeof agents.agentRunStart> {
  return async ({ actor, body, headers }) => {
    const grant = await ctx.relay.asService.accessTokenExchange({
      body: {
        subjectToken: headers.get('authorization')?.slice('DPoP '.length) ?? '',
        agentId: ANALYSIS_AGENTS_ID,
        patientId: body.patientId,
        purpose: body.purpose,
        keyThumbprint: ctx.dpopKey.thumbprint,
      },
    })
    if (grant.problem === 'not-found') return problem('not-found')
    if (grant.problem !== undefined) throw new Unavailable(`exchange: ${grant.problem}`)
    const { accessToken, consents, fields, validUntil } = grant.body
    const runId = randomUUID()
    const queued = await ctx.db.asActor(actor, async (tx) =>
      insertRun(
        tx,
        {
          runId,
          doctorId: actor.id ?? '',
          patientId: body.patientId,
          agent: body.agent,
          purpose: body.purpose,
          asOf: body.asOf,
          zone: body.zone,
          fields,
          consents,
          accessToken: await sealForService(
            ctx.recordKey,
            ['runs', 'access_token', runId],
            utf8(accessToken),
          ),
          expiresAt: expiryOf(ctx.clock.now(), validUntil),
        },
        waitingMax,
      ),
    )
    if (!queued) return problem('queue-full')
    events.runQueued(runId, fields.length)
    ctx.runner.wake()
    return { status: 202, body: { runId } }
  }
}
