/** The chain after a known commit, as the devices signed it. */
import { endpoint, lines } from '@nornos/endpoint'
import { VaultId } from '@nornos/health-model'
import * as z from 'zod/mini'
import { problems } from '../problems.ts'
import { bytesText, wholeNumber } from '../wire.ts'

export const commitList = endpoint({
  operationId: 'commitList',
  method: 'GET',
  path: '/v1/vaults/:vaultId/commits',
  summary: 'Fetch the commits after the one I know.',
  credential: 'session',
  actors: ['patient'],
  request: {
    params: z.strictObject({ vaultId: VaultId }),
    query: z.strictObject({ after: wholeNumber(0, 2_147_483_647) }),
  },
  responses: { 200: lines(z.strictObject({ n: z.int(), commit: bytesText(131_072) })) },
  problems: problems('history-truncated'),
})
