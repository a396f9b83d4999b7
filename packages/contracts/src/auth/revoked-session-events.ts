/** Sessions that ended before their tokens did. */
import { endpoint, events } from '@nornos/endpoint'
import * as z from 'zod/mini'

export const revokedSessionEvents = endpoint({
  operationId: 'revokedSessionEvents',
  method: 'GET',
  path: '/v1/revoked-sessions/events',
  summary: 'Follow the sessions that were ended, from the last five minutes on.',
  credential: 'service',
  actors: ['service'],
  request: {},
  responses: { 200: events(z.strictObject({ sessionId: z.string().check(z.maxLength(128)) })) },
  problems: {},
})
