/** The trail: every access and every change of rights, newest first. */
import { endpoint } from '@nornos/endpoint'
import { AuditEvent, EventId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { wholeNumber } from '../wire.ts'

export const trailList = endpoint({
  operationId: 'trailList',
  method: 'GET',
  path: '/v1/trail',
  summary: 'See who read what, when and why.',
  credential: 'session',
  actors: ['patient'],
  request: {
    query: z.strictObject({
      before: z.optional(EventId),
      limit: z._default(wholeNumber(1, 200), 50),
    }),
  },
  responses: { 200: z.strictObject({ events: z.array(AuditEvent).check(z.maxLength(200)) }) },
  problems: {},
})
