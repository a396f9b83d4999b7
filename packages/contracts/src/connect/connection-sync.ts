/** Look now instead of at the next turn. */
import { empty, endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'

export const connectionSync = endpoint({
  operationId: 'connectionSync',
  method: 'POST',
  path: '/v1/connections/:connectionId/sync',
  summary: 'Fetch what is new from a vendor now.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ connectionId: z.uuid() }) },
  responses: { 202: empty },
  problems: {},
})
