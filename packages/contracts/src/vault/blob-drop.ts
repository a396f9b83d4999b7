/** An upload was given up: what it sent, and no commit names, makes room again. */
import { empty, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { Sha256Hex } from '../wire.ts'

export const blobDrop = endpoint({
  operationId: 'blobDrop',
  method: 'POST',
  path: '/v1/vaults/:vaultId/blobs/drop',
  summary: 'Drop what I stored and never committed.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId }),
    body: z.strictObject({ hashes: z.array(Sha256Hex).check(z.maxLength(1_000)) }),
  },
  responses: { 204: empty },
  problems: {},
})
