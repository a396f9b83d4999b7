/** From a code to the doctor who gave it. */
import { endpoint } from '@nornos/endpoint'
import { GranteeId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { DoctorCode } from './doctor-code-read.ts'

/** `granteeId` names this person in this organization: what a consent is granted to. */
export const DoctorCard = z.strictObject({
  granteeId: GranteeId,
  name: z.string().check(z.maxLength(200)),
  organization: z.string().check(z.maxLength(200)),
  verified: z.boolean(),
})
export type DoctorCard = z.output<typeof DoctorCard>

export const doctorLookup = endpoint({
  operationId: 'doctorLookup',
  method: 'GET',
  path: '/v1/doctors/:code',
  summary: 'See who gave me this code, before I share anything.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ code: DoctorCode }) },
  responses: { 200: DoctorCard },
  problems: {},
})
