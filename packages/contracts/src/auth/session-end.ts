/** Signing out. */
import { empty, endpoint } from '@nornos/endpoint'

export const sessionEnd = endpoint({
  operationId: 'sessionEnd',
  method: 'POST',
  path: '/v1/session/end',
  summary: 'Sign out here, now.',
  credential: 'session',
  actors: ['patient', 'doctor', 'front_desk', 'organization_admin', 'admin', 'auditor', 'helper'],
  request: {},
  responses: { 204: empty },
  problems: {},
})
