/** Relay hands over a signed consent; shared-data verifies it on its own. */
import { empty, endpoint } from '@nornos/endpoint'
import { SignedConsent } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'

export const grantAccept = endpoint({
  operationId: 'grantAccept',
  method: 'POST',
  path: '/v1/grants',
  summary: 'Take over these signed consents, all or none.',
  credential: 'service',
  actors: ['service'],
  request: {
    body: z.strictObject({ consents: z.array(SignedConsent).check(z.minLength(1), z.maxLength(4)) }),
  },
  responses: { 204: empty },
  problems: problems('consent-not-valid', 'consent-not-signed', 'consent-conflict', 'sharing-not-ready'),
})
