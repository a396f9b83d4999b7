/** The second half: what the vendor sent back along with the patient. Only the session that began it can finish it. */
import { endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { bytesOf } from '../wire.ts'
import { Connection } from './connection-list.ts'

export const connectionFinish = endpoint({
  operationId: 'connectionFinish',
  method: 'POST',
  path: '/v1/connections/finish',
  summary: 'Finish connecting, with what the vendor sent back.',
  credential: 'session',
  actors: ['patient'],
  request: {
    body: z.strictObject({
      state: bytesOf(32),
      code: z.string().check(z.minLength(1), z.maxLength(4_096)),
    }),
  },
  responses: { 200: Connection },
  problems: problems('connection-not-begun', 'vendor-declined', 'vendor-not-reached'),
  audit: 'connection.started',
})
