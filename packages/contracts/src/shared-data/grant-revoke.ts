/** The way around a relay that does not answer: the patient ends a grant here. */
import { empty, endpoint } from '@nornos/endpoint'
import { ConsentId, SignedRevocation } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'

export const grantRevoke = endpoint({
  operationId: 'grantRevoke',
  method: 'POST',
  path: '/v1/grants/:consentId/revocation',
  summary: 'Stop sharing at the store itself.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ consentId: ConsentId }),
    body: SignedRevocation,
  },
  responses: { 204: empty },
  problems: problems('consent-not-signed'),
  audit: 'consent.revoked',
})
