/** Whom a doctor may still write to: patients who share with them, and those who stopped at most 90 days ago. */
import { endpoint } from '@nornos/endpoint'
import { Instant, PatientId } from '@nornos/health-model'
import * as z from 'zod/mini'

export const inboxRecipientList = endpoint({
  operationId: 'inboxRecipientList',
  method: 'GET',
  path: '/v1/inbox-recipients',
  summary: 'See which patients I can send something to.',
  credential: 'session',
  actors: ['doctor'],
  request: {},
  responses: {
    200: z.strictObject({
      recipients: z
        .array(
          z.strictObject({
            patientId: PatientId,
            patientName: z.string().check(z.maxLength(200)),
            /** Null while a share runs; then until when something can be sent. */
            until: z.nullable(Instant),
          }),
        )
        .check(z.maxLength(1_000)),
    }),
  },
  problems: {},
})
