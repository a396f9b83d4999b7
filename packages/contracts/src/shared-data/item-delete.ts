/** Items that the patient no longer has, or no longer shares. */
import { empty, endpoint } from '@nornos/endpoint'
import { ItemId } from '@nornos/health-model'
import * as z from 'zod/mini'

export const itemDelete = endpoint({
  operationId: 'itemDelete',
  method: 'POST',
  path: '/v1/published/items/delete',
  summary: 'Take back these items.',
  credential: 'session',
  actors: ['patient'],
  request: { body: z.strictObject({ itemIds: z.array(ItemId).check(z.minLength(1), z.maxLength(1_000)) }) },
  responses: { 204: empty },
  problems: {},
})
