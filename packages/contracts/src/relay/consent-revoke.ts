/** A patient stops sharing. */
import { endpoint } from '@nornos/endpoint'
import { ConsentId, Instant, SignedRevocation } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'

export const consentRevoke = endpoint({
  operationId: 'consentRevoke',
  method: 'POST',
  path: '/v1/consents/:consentId/revocation',
  summary: 'Stop sharing, from this moment.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ consentId: ConsentId }),
    body: SignedRevocation,
  },
  responses: {
    200: z.strictObject({ state: z.literal('ended'), endedAt: Instant }),
    202: z.strictObject({ state: z.literal('pending'), endedAt: Instant }),
  },
  problems: problems('consent-not-signed'),
  audit: 'consent.revoked',
})
