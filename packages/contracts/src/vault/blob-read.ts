/** One immutable blob; Range is honoured. */
import { bytes, endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { Sha256Hex } from '../wire.ts'
import { blobBytesMax } from './blob-put.ts'

export const blobRead = endpoint({
  operationId: 'blobRead',
  method: 'GET',
  path: '/v1/vaults/:vaultId/blobs/:sha256',
  summary: 'Fetch one sealed blob.',
  credential: 'session',
  actors: ['patient'],
  request: { params: z.strictObject({ vaultId: VaultId, sha256: Sha256Hex }) },
  responses: { 200: bytes(blobBytesMax), 206: bytes(blobBytesMax) },
  problems: problems('range-not-satisfiable'),
})
