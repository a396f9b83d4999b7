/** What shared-data has handed out, to be compared with the trail. */
import { endpoint } from '@nornos/endpoint'
import { EventId, FieldId, Instant } from '@nornos/health-model'
import * as z from 'zod/mini'

export const Served = z.strictObject({
  eventId: EventId,
  at: Instant,
  field: z.nullable(FieldId),
  items: z.int(),
  bytes: z.int(),
})
export type Served = z.output<typeof Served>

export const servedList = endpoint({
  operationId: 'servedList',
  method: 'GET',
  path: '/v1/served',
  summary: 'See what was handed out, so that no access can be hidden from me.',
  credential: 'session',
  actors: ['patient'],
  request: {
    query: z.strictObject({ since: Instant }),
  },
  responses: { 200: z.strictObject({ served: z.array(Served).check(z.maxLength(1_000)) }) },
  problems: {},
})
