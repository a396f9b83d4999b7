/** The first half of connecting: an address at the vendor where the patient agrees. */
import { endpoint } from '@nornos/endpoint'
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { ServerUrl, VendorId } from './connection-list.ts'

export const connectionStart = endpoint({
  operationId: 'connectionStart',
  method: 'POST',
  path: '/v1/connections',
  summary: 'Begin to connect a vendor or a record server.',
  credential: 'session',
  actors: ['patient'],
  request: {
    body: z.strictObject({
      vendor: VendorId,
      /** Of the record server, for `fhir` alone. */
      serverUrl: z.optional(ServerUrl),
    }),
  },
  responses: { 201: z.strictObject({ authorizationUrl: z.url(), expiresAt: Instant }) },
  problems: problems('vendor-not-set-up', 'server-refused', 'vendor-not-reached', 'too-many-connections'),
})
