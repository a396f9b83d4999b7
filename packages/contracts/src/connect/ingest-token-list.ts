/** The tokens that may bring measurements. */
import { endpoint } from '@nornos/endpoint'
import { Instant } from '@nornos/health-model'
import * as z from 'zod/mini'

export const IngestTokenName = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(60), z.regex(/^[^\p{Cc}\p{Cs}]*$/u))

export const IngestToken = z.strictObject({
  tokenId: z.uuid(),
  name: IngestTokenName,
  madeAt: Instant,
  lastUsedAt: z.nullable(Instant),
})
export type IngestToken = z.output<typeof IngestToken>

export const ingestTokensMax = 20

export const ingestTokenList = endpoint({
  operationId: 'ingestTokenList',
  method: 'GET',
  path: '/v1/ingest-tokens',
  summary: 'See which apps may send measurements, and when each last did.',
  credential: 'session',
  actors: ['patient'],
  request: {},
  responses: {
    200: z.strictObject({ tokens: z.array(IngestToken).check(z.maxLength(ingestTokensMax)) }),
  },
  problems: {},
})
