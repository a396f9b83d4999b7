/** The 256 bucket hashes, or the leaves of one bucket. */
import { endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { Sha256Hex } from '../wire.ts'

/** Sixteen bytes, written like a UUID; derived, so without a version of its own. */
export const ObjectId = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))

export const BucketHashes = z.strictObject({ n: z.int(), buckets: z.array(Sha256Hex).check(z.length(256)) })

export const BucketLeaves = z.strictObject({
  n: z.int(),
  leaves: z
    .array(
      z.strictObject({
        objectId: ObjectId,
        version: z.int(),
        hash: Sha256Hex,
        size: z.int(),
      }),
    )
    .check(z.maxLength(1_000_000)),
})

export const stateRead = endpoint({
  operationId: 'stateRead',
  method: 'GET',
  path: '/v1/vaults/:vaultId/state',
  summary: 'Fetch the state that the head stands for.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId }),
    query: z.strictObject({ bucket: z.optional(z.string().check(z.regex(/^[0-9a-f]{2}$/))) }),
  },
  responses: { 200: z.union([BucketHashes, BucketLeaves]) },
  problems: {},
})
