/** Data, for the bearer of a registered token. */
import { endpoint } from '@nornos/endpoint'
import { EventId, FieldId, PatientId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { DataQuery, DataSeries } from '../series.ts'
import { Sha256Hex } from '../wire.ts'

export const readServe = endpoint({
  operationId: 'readServe',
  method: 'POST',
  path: '/v1/reads',
  summary: 'Read one metric for this token.',
  credential: 'service',
  actors: ['service'],
  request: {
    body: z.strictObject({
      tokenHash: Sha256Hex,
      patientId: PatientId,
      eventId: EventId,
      field: FieldId,
      query: DataQuery,
    }),
  },
  responses: { 200: DataSeries },
  problems: {},
})
