/** A half goes, and with it whatever waits for it. What is not there is gone. */
import { empty, endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'

export const recoveryHalfRemove = endpoint({
  operationId: 'recoveryHalfRemove',
  method: 'DELETE',
  path: '/v1/recovery/halves/:slotId',
  summary: 'Take back the half of a recovery contact.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ slotId: z.uuid() }) },
  responses: { 204: empty },
  problems: {},
})
