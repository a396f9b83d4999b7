/** Shares that begin and end while a doctor is signed in. */
import { endpoint, events } from '@nornos/endpoint'
import { ConsentId, Instant, PatientId } from '@nornos/health-model'
import * as z from 'zod/mini'

export const ShareEvent = z.strictObject({
  type: z.enum(['started', 'ended']),
  patientId: PatientId,
  consentId: ConsentId,
  at: Instant,
})
export type ShareEvent = z.output<typeof ShareEvent>

export const shareEvents = endpoint({
  operationId: 'shareEvents',
  method: 'GET',
  path: '/v1/shares/events',
  summary: 'Learn at once when a patient starts or stops sharing with me.',
  credential: 'session',
  actors: ['doctor'],
  request: {},
  responses: { 200: events(ShareEvent) },
  problems: {},
})
