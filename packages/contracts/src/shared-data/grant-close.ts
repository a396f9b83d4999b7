/** The other half of `consentClose`: this service sees for itself that the patient has just signed in. */
import { empty, endpoint } from '@nornos/endpoint'
import { problems } from '../problems.ts'

export const grantClose = endpoint({
  operationId: 'grantClose',
  method: 'POST',
  path: '/v1/grants/closure',
  summary: 'End all grants and destroy the keys of everything I shared, because I close my account.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 204: empty },
  problems: problems('sign-in-again'),
})
