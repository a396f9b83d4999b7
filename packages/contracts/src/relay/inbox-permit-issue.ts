/** Relay's word that one sealed item may be put into one patient's inbox: specs/inbox-payload.md §4. */
import { endpoint } from '@nornos/endpoint'
import { Instant, PatientId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { inboxItemBytesMax } from '../vault/inbox-put.ts'
import { Sha256Hex } from '../wire.ts'

/** 16 symbols of Crockford's base 32, as the patient reads it out. Dashes are for the eye. */
export const InboxCode = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/))
export type InboxCode = z.output<typeof InboxCode>

export const InboxPermitGrant = z.strictObject({
  /** The value of the Authorization header at the vault. */
  permit: z.string().check(z.maxLength(4_200)),
  /** Where the sealed bytes are posted to: a path below the API. */
  deliverTo: z.string().check(z.regex(/^\/v1\/vaults\/[0-9a-f-]{36}\/inbox$/)),
  expiresAt: Instant,
})
export type InboxPermitGrant = z.output<typeof InboxPermitGrant>

export const inboxPermitIssue = endpoint({
  operationId: 'inboxPermitIssue',
  method: 'POST',
  path: '/v1/patients/:patientId/inbox-permits',
  summary: 'Get the right to send one sealed item to a patient who lets me.',
  credential: 'session',
  actors: ['doctor'],
  request: {
    params: z.strictObject({ patientId: PatientId }),
    body: z.strictObject({
      itemId: z.uuid(),
      /** Of the sealed item. */
      sha256: Sha256Hex,
      size: z.int().check(z.gte(1), z.lte(inboxItemBytesMax)),
      code: z.optional(InboxCode),
    }),
  },
  responses: { 201: InboxPermitGrant },
  // No such patient, no consent, one that ended long ago, a code that is used, over or another's: all the same 404.
  problems: {},
  audit: 'inbox.delivered',
})
