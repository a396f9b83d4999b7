/** Whom an item is sealed to: the patient's root-signed roster, which the sender verifies. specs/inbox-payload.md §5. */
import { endpoint } from '@nornos/endpoint'
import { GranteeId, PatientId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { bytesText } from '../wire.ts'
import { InboxCode } from './inbox-permit-issue.ts'

export const InboxAddress = z.strictObject({
  patientId: PatientId,
  patientName: z.string().check(z.maxLength(200)),
  /** In whose name this person sends: the `from.id` of the payload. */
  senderId: GranteeId,
  roster: bytesText(65_536),
})
export type InboxAddress = z.output<typeof InboxAddress>

export const inboxAddressRead = endpoint({
  operationId: 'inboxAddressRead',
  method: 'POST',
  path: '/v1/inbox-addresses',
  summary: 'Get what I need to seal something to a patient who lets me.',
  credential: 'session',
  actors: ['doctor'],
  request: {
    body: z.union([z.strictObject({ patientId: PatientId }), z.strictObject({ code: InboxCode })]),
  },
  responses: { 200: InboxAddress },
  problems: {},
})
