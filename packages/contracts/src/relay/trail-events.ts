/** The trail as it happens. */
import { endpoint, events } from '@nornos/endpoint'
import { AuditEvent } from '@nornos/health-model'

export const trailEvents = endpoint({
  operationId: 'trailEvents',
  method: 'GET',
  path: '/v1/trail/events',
  summary: 'See each access at once.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 200: events(AuditEvent) },
  problems: {},
})
