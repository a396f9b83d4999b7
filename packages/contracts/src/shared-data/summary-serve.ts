/** What exists, for the bearer of a registered token. */
import { endpoint } from '@nornos/endpoint'
import { EventId, PatientId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { DataSummary } from '../relay/data-summary.ts'
import { Sha256Hex } from '../wire.ts'

export const summaryServe = endpoint({
  operationId: 'summaryServe',
  method: 'POST',
  path: '/v1/summaries',
  summary: 'Summarise what this token may read.',
  credential: 'service',
  actors: ['service'],
  request: {
    body: z.strictObject({ tokenHash: Sha256Hex, patientId: PatientId, eventId: EventId }),
  },
  responses: { 200: DataSummary },
  problems: {},
})
