/** One immutable blob, named by the SHA-256 of its bytes. */
import { bytes, empty, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { Sha256Hex } from '../wire.ts'

/** A file part of 8 MiB with its header, its chunk tags and the padding of the last part. */
export const blobBytesMax = 9 * 1024 * 1024

export const blobPut = endpoint({
  operationId: 'blobPut',
  method: 'PUT',
  path: '/v1/vaults/:vaultId/blobs/:sha256',
  summary: 'Store one sealed blob.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId, sha256: Sha256Hex }),
    body: bytes(blobBytesMax),
  },
  responses: { 201: empty, 200: empty },
  problems: problems('blob-refused', 'storage-full'),
})
