/** The patients who share with a doctor now. */
import { endpoint } from '@nornos/endpoint'
import { ConsentId, FieldId, Instant, PatientId, Purpose } from '@nornos/health-model'
import * as z from 'zod/mini'

/** Only what is shared; nothing says what is not. */
export const Share = z.strictObject({
  patientId: PatientId,
  patientName: z.string().check(z.maxLength(200)),
  consentId: ConsentId,
  purpose: Purpose,
  fields: z.array(FieldId).check(z.maxLength(40)),
  validFrom: Instant,
  validUntil: Instant,
})
export type Share = z.output<typeof Share>

export const shareList = endpoint({
  operationId: 'shareList',
  method: 'GET',
  path: '/v1/shares',
  summary: 'See which patients share with me, what, why and until when.',
  credential: 'session',
  actors: ['doctor'],
  request: {},
  responses: { 200: z.strictObject({ shares: z.array(Share).check(z.maxLength(1_000)) }) },
  problems: {},
})
