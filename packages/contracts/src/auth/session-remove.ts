/** One of one's own sessions ends: that of a device that was lost. */
import { empty, endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'

export const sessionRemove = endpoint({
  operationId: 'sessionRemove',
  method: 'DELETE',
  path: '/v1/sessions/:sessionId',
  summary: 'Sign one of my devices out, now.',
  credential: 'session',
  actors: ['patient', 'doctor', 'front_desk', 'organization_admin', 'admin', 'auditor', 'helper'],
  request: { params: z.strictObject({ sessionId: z.string().check(z.regex(/^[\w-]{8,128}$/)) }) },
  responses: { 204: empty },
  problems: {},
})
