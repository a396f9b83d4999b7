/** An agent reads for a doctor: only what both may see (RFC 8693 in spirit). */
import { endpoint } from '@nornos/endpoint'
import { AgentId, PatientId, Purpose } from '@nornos/health-model'
import * as z from 'zod/mini'
import { AccessGrant } from './access-token-issue.ts'
import { HeldConsent } from './consent-check.ts'

export const accessTokenExchange = endpoint({
  operationId: 'accessTokenExchange',
  method: 'POST',
  path: '/v1/access-tokens/exchange',
  summary: 'Get the right to read what this patient shares both with this doctor and with the agents.',
  credential: 'service',
  actors: ['service'],
  request: {
    body: z.strictObject({
      /** The session token of the doctor for whom the agent runs. */
      subjectToken: z.string().check(z.maxLength(8_192)),
      agentId: AgentId,
      patientId: PatientId,
      purpose: Purpose,
      /** Thumbprint (RFC 7638) of the DPoP key with which the agents service will read. */
      keyThumbprint: z.string().check(z.length(43)),
    }),
  },
  responses: {
    201: z.extend(AccessGrant, {
      /** What is made with this right rests on exactly these. */
      consents: z.array(HeldConsent).check(z.minLength(1), z.maxLength(4)),
    }),
  },
  problems: {},
  audit: 'access-token.issued',
})
