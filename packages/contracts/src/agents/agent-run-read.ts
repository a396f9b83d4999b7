/** How far a run is, and its result. */
import { endpoint } from '@nornos/endpoint'
import { DailyStatus } from '@nornos/engine'
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'
import { wholeNumber } from '../wire.ts'

export const AgentRun = z.strictObject({
  runId: z.uuid(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  result: z.nullable(DailyStatus),
  finishedAt: z.nullable(Instant),
})
export type AgentRun = z.output<typeof AgentRun>

export const agentRunRead = endpoint({
  operationId: 'agentRunRead',
  method: 'GET',
  path: '/v1/agent-runs/:runId',
  summary: 'See how far the analysis is, and what it found.',
  credential: 'session',
  actors: ['doctor'],
  request: {
    params: z.strictObject({ runId: z.uuid() }),
    query: z.strictObject({ waitSeconds: z._default(wholeNumber(0, 20), 0) }),
  },
  responses: { 200: AgentRun },
  problems: {},
})
