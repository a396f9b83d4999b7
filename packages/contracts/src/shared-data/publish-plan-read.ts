/** What a patient has to publish, and what is there already. */
import { endpoint } from '@nornos/endpoint'
import { FieldId, Instant, ItemId, MetricId, Resolution } from '@nornos/health-model'
import * as z from 'zod/mini'

/** What one live consent lets through of a field. */
export const PublishCut = z.strictObject({
  metrics: z.array(MetricId).check(z.minLength(1), z.maxLength(200)),
  dataSince: z.nullable(Instant),
  resolution: Resolution,
})
export type PublishCut = z.output<typeof PublishCut>

/**
 * By field, each cut apart: "fine since May" and "coarse since ever" together are not "fine since ever". An item may
 * hold whatever some cut lets through, and nothing else.
 */
export const PublishPlan = z.strictObject({
  fields: z
    .array(
      z.strictObject({
        field: FieldId,
        cuts: z.array(PublishCut).check(z.minLength(1), z.maxLength(100)),
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
