/** A right to bring measurements, and nothing else, for one app on one device. The token is shown this one time. */
import { endpoint } from '@nornos/endpoint'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { IngestToken, IngestTokenName } from './ingest-token-list.ts'

export const ingestTokenMake = endpoint({
  operationId: 'ingestTokenMake',
  method: 'POST',
  path: '/v1/ingest-tokens',
  summary: 'Let an app on a device of mine send measurements.',
  credential: 'session',
  actors: ['patient'],
  request: { body: z.strictObject({ name: IngestTokenName }) },
  responses: {
    201: z.strictObject({
      made: IngestToken,
      /** `nit_` and 256 random bits as base64url. */
      token: z.string().check(z.regex(/^nit_[A-Za-z0-9_-]{43}$/)),
      /** Where the app sends to. */
      address: z.url(),
    }),
  },
  problems: problems('too-many-tokens'),
  audit: 'ingest-token.made',
})
