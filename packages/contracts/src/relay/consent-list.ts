/** All consents that a patient ever gave. */
import { endpoint } from '@nornos/endpoint'
import { ConsentRecord, Instant, Signature } from '@nornos/health-model'
import * as z from 'zod/mini'

/** `pending`: ended here, and the store of shared data is still being told. */
export const ConsentView = z.strictObject({
  record: ConsentRecord,
  signature: Signature,
  state: z.enum(['live', 'not_yet', 'pending', 'ended', 'expired', 'superseded']),
  endedAt: z.nullable(Instant),
  granteeName: z.string().check(z.maxLength(200)),
})
export type ConsentView = z.output<typeof ConsentView>

export const consentList = endpoint({
  operationId: 'consentList',
  method: 'GET',
  path: '/v1/consents',
  summary: 'See everyone who can read, or could read, parts of my data.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: { 200: z.strictObject({ consents: z.array(ConsentView).check(z.maxLength(1_000)) }) },
  problems: {},
})
