/** Other services hand in what they did; a repetition changes nothing. */
import { empty, endpoint } from '@nornos/endpoint'
import { AuditEvent } from '@nornos/health-model'
import * as z from 'zod/mini'

export const auditAppend = endpoint({
  operationId: 'auditAppend',
  method: 'POST',
  path: '/v1/audit-events',
  summary: 'Add events from my outbox to the trail.',
  credential: 'service',
  actors: ['service'],
  request: { body: z.strictObject({ events: z.array(AuditEvent).check(z.minLength(1), z.maxLength(100)) }) },
  responses: { 204: empty },
  problems: {},
})
