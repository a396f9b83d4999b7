/** A vendor asks whether this address wants its notices. */
import { bytes, endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { VendorId } from './connection-list.ts'

const word = z.optional(z.string().check(z.maxLength(500)))

/** What vendors put behind the address: a secret of ours, or the question of a check. */
export const WebhookQuery = z.object({
  key: word,
  verification_token: word,
  challenge: word,
})
export type WebhookQuery = z.output<typeof WebhookQuery>

export const webhookCheck = endpoint({
  operationId: 'webhookCheck',
  method: 'GET',
  path: '/v1/webhooks/:vendor',
  summary: 'Check that this address takes notices from a vendor.',
  credential: 'none',
  actors: ['anonymous'],
  request: { params: z.strictObject({ vendor: VendorId }), query: WebhookQuery },
  responses: { 200: bytes(1_024) },
  // A vendor that is not set up, a wrong secret: all the same 404.
  problems: {},
})
