/** Which of these blobs still have to be sent. */
import { endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { Sha256Hex } from '../wire.ts'

export const blobMissing = endpoint({
  operationId: 'blobMissing',
  method: 'POST',
  path: '/v1/vaults/:vaultId/blobs/missing',
  summary: 'Ask which blobs are not there yet.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId }),
    body: z.strictObject({ hashes: z.array(Sha256Hex).check(z.maxLength(1_000)) }),
  },
  responses: { 200: z.strictObject({ missing: z.array(Sha256Hex).check(z.maxLength(1_000)) }) },
  problems: {},
})
