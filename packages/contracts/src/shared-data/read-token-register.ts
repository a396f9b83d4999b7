/** Relay registers the hash of an access token; shared-data decides again. */
import { empty, endpoint } from '@nornos/endpoint'
import { ConsentId, Instant, PatientId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { Sha256Hex } from '../wire.ts'

export const readTokenRegister = endpoint({
  operationId: 'readTokenRegister',
  method: 'POST',
  path: '/v1/read-tokens',
  summary: 'Accept this access token for what both signed consents allow.',
  credential: 'service',
  actors: ['service'],
  request: {
    body: z.strictObject({
      tokenHash: Sha256Hex,
      patientId: PatientId,
      /** Of the person who reads, or for whom an agent reads. */
      sessionToken: z.string().check(z.maxLength(8_192)),
      consentId: ConsentId,
      /** Set when an agent reads: its own consent; the fields are those that both allow. */
      agentConsentId: z.optional(ConsentId),
      keyThumbprint: z.string().check(z.length(43)),
      expiresAt: Instant,
    }),
  },
  responses: { 204: empty },
  problems: {},
})
