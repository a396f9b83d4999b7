/** What there is to read, before reading it. */
import { endpoint } from '@nornos/endpoint'
import { EventId, FieldId, Instant, MetricId, PatientId } from '@nornos/health-model'
import * as z from 'zod/mini'

export const MetricSummary = z.strictObject({
  metric: MetricId,
  from: Instant,
  to: Instant,
  samples: z.int().check(z.gte(0)),
})

/** Only consented fields. A field without data is listed with no metrics: "No data received". */
export const DataSummary = z.strictObject({
  eventId: EventId,
  dataTo: z.nullable(Instant),
  fields: z
    .array(z.strictObject({ field: FieldId, metrics: z.array(MetricSummary).check(z.maxLength(200)) }))
    .check(z.maxLength(40)),
})
export type DataSummary = z.output<typeof DataSummary>

export const dataSummary = endpoint({
  operationId: 'dataSummary',
  method: 'GET',
  path: '/v1/patients/:patientId/data',
  summary: 'See which of the shared data exist and how far they go.',
  credential: 'access-token',
  actors: ['doctor', 'agent'],
  request: { params: z.strictObject({ patientId: PatientId }) },
  responses: { 200: DataSummary },
  problems: {},
  audit: 'data.searched',
})
