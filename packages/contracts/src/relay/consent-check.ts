/** Whether consents still hold: what was made under them must not outlive them. */
import { endpoint } from '@nornos/endpoint'
import { ConsentId } from '@nornos/health-model'
import * as z from 'zod/mini'

/** One version: a narrower one that takes its place opens less than what was made under this. */
export const HeldConsent = z.strictObject({ consentId: ConsentId, version: z.int().check(z.gte(1)) })
export type HeldConsent = z.output<typeof HeldConsent>

export const consentCheck = endpoint({
  operationId: 'consentCheck',
  method: 'POST',
  path: '/v1/consents/check',
  summary: 'Ask whether every one of these consents is live now, in this version.',
  credential: 'service',
  actors: ['service'],
  request: {
    body: z.strictObject({ consents: z.array(HeldConsent).check(z.minLength(1), z.maxLength(4)) }),
  },
  responses: { 200: z.strictObject({ live: z.boolean() }) },
  problems: {},
})
