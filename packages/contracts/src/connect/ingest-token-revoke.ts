/** From the next request on the token opens nothing. */
import { empty, endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'

export const ingestTokenRevoke = endpoint({
  operationId: 'ingestTokenRevoke',
  method: 'DELETE',
  path: '/v1/ingest-tokens/:tokenId',
  summary: 'Stop an app from sending measurements.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ tokenId: z.uuid() }) },
  responses: { 204: empty },
  problems: {},
  audit: 'ingest-token.revoked',
})
