/** The next signed commit; the head moves or nothing changes. */
import { endpoint } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { bytesText, Sha256Hex } from '../wire.ts'

export const commitCreate = endpoint({
  operationId: 'commitCreate',
  method: 'POST',
  path: '/v1/vaults/:vaultId/commits',
  summary: 'Commit what I have stored.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId }),
    body: z.strictObject({ commit: bytesText(131_072) }),
  },
  responses: { 201: z.strictObject({ n: z.int(), head: Sha256Hex }) },
  problems: problems('commit-conflict', 'epoch-stale', 'commit-refused'),
})
