/** Auth's half of a recovery contact. Alone it opens nothing. */
import { empty, endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { bytesOf } from '../wire.ts'

export const recoveryHalfPut = endpoint({
  operationId: 'recoveryHalfPut',
  method: 'PUT',
  path: '/v1/recovery/halves/:slotId',
  summary: 'Leave a half for my recovery contact.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ slotId: z.uuid() }), body: z.strictObject({ half: bytesOf(32) }) },
  responses: { 204: empty },
  problems: problems('recovery-waiting', 'too-many-halves'),
})
