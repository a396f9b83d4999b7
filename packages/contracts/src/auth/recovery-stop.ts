/** Any session of the person ends the wait. */
import { empty, endpoint } from '@nornos/endpoint'

export const recoveryStop = endpoint({
  operationId: 'recoveryStop',
  method: 'DELETE',
  path: '/v1/recovery',
  summary: 'Stop what somebody has asked for in my name.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 204: empty },
  problems: {},
  audit: 'recovery.stopped',
})
