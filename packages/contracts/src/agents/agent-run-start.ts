/** Asking the agents to look at what a patient shares. */
import { endpoint } from '@nornos/endpoint'
import { LocalDay, PatientId, Purpose } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'

export const agentRunStart = endpoint({
  operationId: 'agentRunStart',
  method: 'POST',
  path: '/v1/agent-runs',
  summary: 'Let the agents analyse what this patient shares with me and with them.',
  credential: 'session',
  actors: ['doctor'],
  request: {
    body: z.strictObject({
      patientId: PatientId,
      agent: z.literal('daily-status'),
      purpose: Purpose,
      /** The local day that the analysis is about. */
      asOf: LocalDay,
      /** IANA zone of that day: where the doctor reads it. */
      zone: z.string().check(z.minLength(1), z.maxLength(64)),
    }),
  },
  responses: { 202: z.strictObject({ runId: z.uuid() }) },
  problems: problems('queue-full'),
  audit: 'agent.run',
})
