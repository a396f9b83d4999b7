/** Reading shared data: decided, logged, then sent. */
import { endpoint } from '@nornos/endpoint'
import { FieldId, PatientId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { DataQuery, DataSeries } from '../series.ts'

export const dataRead = endpoint({
  operationId: 'dataRead',
  method: 'GET',
  path: '/v1/patients/:patientId/data/:field',
  summary: 'Read one metric of a shared field.',
  credential: 'access-token',
  actors: ['doctor', 'agent'],
  request: {
    params: z.strictObject({ patientId: PatientId, field: FieldId }),
    query: DataQuery,
  },
  responses: { 200: DataSeries },
  problems: {},
  audit: 'data.read',
})
