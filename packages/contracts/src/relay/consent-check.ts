/** Whether consents still hold: what was made under them must not outlive them. */
import { endpoint } from '@nornos/endpoint'
import { ConsentId } from '@nornos/health-model'
import * as z from 'zod/mini'

export const consentCheck = endpoint({
  operationId: 'consentCheck',
  method: 'POST',
  path: '/v1/consents/check',
  summary: 'Ask whether every one of these consents is live now.',
  credential: 'service',
  actors: ['service'],
  request: {
    body: z.strictObject({ consentIds: z.array(ConsentId).check(z.minLength(1), z.maxLength(4)) }),
  },
  responses: { 200: z.strictObject({ live: z.boolean() }) },
  problems: {},
})
