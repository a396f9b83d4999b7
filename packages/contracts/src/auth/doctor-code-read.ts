/** The code by which a patient finds a doctor: there is no directory. */
import { endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'

/** Ten letters and digits that cannot be confused (Crockford base 32). */
export const DoctorCode = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{10}$/))

export const doctorCodeRead = endpoint({
  operationId: 'doctorCodeRead',
  method: 'GET',
  path: '/v1/doctor-code',
  summary: 'Read the code that I give to patients.',
  credential: 'session',
  actors: ['doctor'],
  request: {},
  responses: { 200: z.strictObject({ code: DoctorCode }) },
  problems: {},
})
