/** What a patient has to publish, and what is there already. */
import { endpoint } from '@nornos/endpoint'
import { FieldId, Instant, ItemId, MetricId } from '@nornos/health-model'
import * as z from 'zod/mini'

/** Per field the widest cut that some live consent asks for. */
export const PublishPlan = z.strictObject({
  fields: z
    .array(
      z.strictObject({
        field: FieldId,
        excludedMetrics: z.array(MetricId).check(z.maxLength(200)),
        dataSince: z.nullable(Instant),
        resolution: z.enum(['raw', 'hourly', 'daily']),
        items: z
          .array(z.strictObject({ itemId: ItemId, version: z.int().check(z.gte(1)) }))
          .check(z.maxLength(50_000)),
      }),
    )
    .check(z.maxLength(40)),
})
export type PublishPlan = z.output<typeof PublishPlan>

export const publishPlanRead = endpoint({
  operationId: 'publishPlanRead',
  method: 'GET',
  path: '/v1/published',
  summary: 'See which of my fields are shared now and which items are stored.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 200: PublishPlan },
  problems: {},
})
