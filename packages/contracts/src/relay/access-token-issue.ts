/** The time-limited right to read one patient, for one purpose. */
import { endpoint } from '@nornos/endpoint'
import { ConsentId, FieldId, Instant, PatientId, Purpose } from '@nornos/health-model'
import * as z from 'zod/mini'
import { bytesOf } from '../wire.ts'

/** `accessToken`: 256 random bits, shown once, for at most ten minutes, bound to the caller's DPoP key. */
export const AccessGrant = z.strictObject({
  accessToken: bytesOf(32),
  expiresAt: Instant,
  consentId: ConsentId,
  /** The agents' own consent, when an agent reads. */
  agentConsentId: z.optional(ConsentId),
  fields: z.array(FieldId).check(z.maxLength(40)),
  validUntil: Instant,
})
export type AccessGrant = z.output<typeof AccessGrant>

export const accessTokenIssue = endpoint({
  operationId: 'accessTokenIssue',
  method: 'POST',
  path: '/v1/access-tokens',
  summary: 'Get the right to read what this patient shares with me for this purpose.',
  credential: 'session',
  actors: ['doctor'],
  request: { body: z.strictObject({ patientId: PatientId, purpose: Purpose }) },
  responses: { 201: AccessGrant },
  problems: {},
  audit: 'access-token.issued',
})
