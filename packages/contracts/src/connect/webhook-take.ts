/**
 * A vendor says that there is something new. What it says only makes us ask the vendor: it is checked as the vendor
 * documents, and nothing of it is kept but which days to fetch.
 */
import { bytes, empty, endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { VendorId } from './connection-list.ts'
import { WebhookQuery } from './webhook-check.ts'

export const webhookBytesMax = 1024 * 1024

export const webhookTake = endpoint({
  operationId: 'webhookTake',
  method: 'POST',
  path: '/v1/webhooks/:vendor',
  summary: 'Tell that a patient has new data at a vendor.',
  credential: 'none',
  actors: ['anonymous'],
  request: {
    params: z.strictObject({ vendor: VendorId }),
    query: WebhookQuery,
    body: bytes(webhookBytesMax),
  },
  // Which of the two the vendor documents as "taken"; 201 when it only looked whether the address knows the secret.
  responses: { 200: empty, 201: empty, 204: empty },
  // A forged signature, a vendor that is not set up: all the same 404, or 401 where the vendor documents that.
  problems: {},
})
