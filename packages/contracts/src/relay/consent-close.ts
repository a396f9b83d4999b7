/** A patient who closes the account ends all sharing, also without a device that could sign for it. */
import { empty, endpoint } from '@nornos/endpoint'
import { problems } from '../problems.ts'

export const consentClose = endpoint({
  operationId: 'consentClose',
  method: 'POST',
  path: '/v1/consents/closure',
  summary: 'Stop all sharing for good, because I close my account.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 204: empty },
  problems: problems('sign-in-again'),
  audit: 'consent.closed',
})
