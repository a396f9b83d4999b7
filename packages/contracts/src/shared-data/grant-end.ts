/** A signed revocation: the grant ends and, with the last one, the key of the field. */
import { empty, endpoint } from '@nornos/endpoint'
import { ConsentId, SignedRevocation } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'

export const grantEnd = endpoint({
  operationId: 'grantEnd',
  method: 'POST',
  path: '/v1/grants/:consentId/end',
  summary: 'End this grant and destroy the keys that nothing else needs.',
  credential: 'service',
  actors: ['service'],
  request: {
    params: z.strictObject({ consentId: ConsentId }),
    body: SignedRevocation,
  },
  responses: { 204: empty },
  problems: problems('consent-not-signed'),
})
